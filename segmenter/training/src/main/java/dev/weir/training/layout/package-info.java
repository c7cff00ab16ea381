/**
 * Data as users name it, and its layouts on disk. {@link DataSpec} is what a user writes, {@code
 * DataOpener} opens it. {@code CamVidFolder}, {@code CityscapesFolder} and {@code AnyFolder} find
 * the files, {@code PairedFiles} reads them. {@code LabelEncoding} says which class of the data a
 * pixel has, {@code ClassMapping} maps it to the network's classes, and {@code LabelTable} is both
 * in one step.
 */
@NullMarked
package dev.weir.training.layout;

import org.jspecify.annotations.NullMarked;
