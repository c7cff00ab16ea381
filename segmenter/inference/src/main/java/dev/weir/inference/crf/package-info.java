/**
 * A fully connected CRF over a network's class probabilities, so that edges of the mask follow
 * edges of the image: {@link CrfSegmenter}, solved by {@code DenseCrf}.
 */
@NullMarked
package dev.weir.inference.crf;

import org.jspecify.annotations.NullMarked;
