/**
 * Networks side by side. {@link Comparison} trains each with the same recipe at the same cost,
 * {@code FrameTimes} measures them in turns, {@link ComparisonReport} is the table and {@code
 * ComparisonPicture} its chart.
 */
@NullMarked
package dev.weir.training.compare;

import org.jspecify.annotations.NullMarked;
