/**
 * Labeled images: where they are, how sources are mixed, and checks that name the bad file before
 * training starts. {@link DataSpec} is the entry point: it parses what a user wrote. {@link
 * LabeledSource} is a numbered set of images, {@link Mixture} an endless mix of several sources.
 * {@link PngFile} writes charts and sample sheets.
 */
@NullMarked
package dev.weir.training.data;

import org.jspecify.annotations.NullMarked;
