/**
 * The benchmark harness, and other runtimes to compare with. {@link PipelineHarness} runs a broker,
 * a segmenter and cameras in one process; {@link MaskLatencies} measures how old masks are; {@link
 * RuntimeComparison} runs a network on Weir's runtime, OpenCV and DJL in turns; {@link BenchReport}
 * prints the result. The only user of DJL. Only the command uses this package; no stage does.
 */
@NullMarked
package dev.weir.bench;

import org.jspecify.annotations.NullMarked;
