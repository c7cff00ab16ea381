/**
 * The only user of ONNX Runtime. {@link OnnxSegmenter} opens a model file and runs it; {@code
 * OnnxSessions} opens sessions on the wanted provider and logs which one it got; {@code
 * InFlightCalls} makes closing wait for running calls. {@link ScoreNetwork} runs a network alone,
 * for comparison.
 */
@NullMarked
package dev.weir.inference.onnxruntime;

import org.jspecify.annotations.NullMarked;
