/**
 * The measuring harness, and other runtimes to compare with. {@link PipelineHarness} is a broker, a
 * segmenter and cameras in one process; {@link MaskLatencies} measures how old masks are; {@link
 * RuntimeComparison} runs a network on Weir's runtime, OpenCV and DJL in turns; {@link BenchReport}
 * prints the result. The only user of DJL. For the command; no stage sees it.
 */
@NullMarked
package dev.weir.bench;

import org.jspecify.annotations.NullMarked;
