/**
 * Networks side by side. {@link Comparison} trains each with one recipe at one cost, {@code
 * FrameTimes} measures them in {@link InterleavedTiming}, {@link ComparisonReport} is the table and
 * {@code ComparisonPicture} its chart.
 */
@NullMarked
package dev.weir.training.compare;

import org.jspecify.annotations.NullMarked;
