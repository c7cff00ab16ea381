/**
 * Runs models with ONNX Runtime; no other package uses it. {@link OnnxSegmenter} opens a model file
 * and runs it. {@code OnnxSessions} opens sessions on the requested provider and logs the provider
 * in use. {@code InFlightCalls} makes closing wait for running calls. {@link ScoreNetwork} runs a
 * network alone, for comparison.
 */
@NullMarked
package dev.weir.inference.onnxruntime;

import org.jspecify.annotations.NullMarked;
