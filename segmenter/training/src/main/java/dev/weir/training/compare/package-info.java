/**
 * Networks side by side: {@link dev.weir.training.compare.Comparison} trains each by one recipe at
 * one price, {@link dev.weir.training.compare.FrameTimes} measures them in {@link
 * dev.weir.training.compare.Turns}, {@link dev.weir.training.compare.ComparisonReport} is the table
 * and {@link dev.weir.training.compare.ComparisonPicture} the picture of it.
 */
@NullMarked
package dev.weir.training.compare;

import org.jspecify.annotations.NullMarked;
