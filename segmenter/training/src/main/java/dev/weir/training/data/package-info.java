/**
 * Labeled images: where they are, how sources are mixed, and what is wrong with them, by file name
 * and before training starts. {@link DataSpec} is the entry: it reads what a user wrote. {@link
 * LabeledSource} is a numbered set of images, {@link Mixture} an endless mix of several. {@link
 * PngFile} writes what runs and scores are drawn as.
 */
@NullMarked
package dev.weir.training.data;

import org.jspecify.annotations.NullMarked;
