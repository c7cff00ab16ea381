/**
 * A fully connected CRF over a network's class probabilities, which makes mask edges follow image
 * edges: {@link CrfSegmenter}, solved by {@code DenseCrf}.
 */
@NullMarked
package dev.weir.inference.crf;

import org.jspecify.annotations.NullMarked;
