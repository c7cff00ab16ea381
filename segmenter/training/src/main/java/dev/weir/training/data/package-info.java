/**
 * Labeled images, wherever they come from: {@link LabeledSource} is a numbered set of them, {@link
 * Mixture} an endless mix of several sources. {@link ClassFrequencies} counts classes and checks
 * every label before training starts. {@link PngFile} writes charts and sample sheets.
 */
@NullMarked
package dev.weir.training.data;

import org.jspecify.annotations.NullMarked;
