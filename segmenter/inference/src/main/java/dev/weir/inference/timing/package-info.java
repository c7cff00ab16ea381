/**
 * How long inference takes: {@link InterleavedTiming} measures several workloads in turns, and
 * {@link Median} summarizes their results. Used by comparisons, benchmarks and the demo.
 */
@NullMarked
package dev.weir.inference.timing;

import org.jspecify.annotations.NullMarked;
