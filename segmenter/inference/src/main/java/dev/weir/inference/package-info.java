/**
 * How a model is asked: the contract, without a runtime.
 *
 * <p>A {@link Segmenter} takes a batch of frames and returns a class for each pixel. {@link
 * ModelInfo} says what is known of the opened model, {@link Provider} where it runs, {@link
 * CpuDemand} what it keeps busy. A {@link ModelException} says why a model cannot be opened or run.
 *
 * <p>The way in: {@link dev.weir.inference.kinds} opens a model by the kind of inference; {@link
 * dev.weir.inference.onnxruntime} runs it, and {@link dev.weir.inference.crf} and {@link
 * dev.weir.inference.proposals} do more with its scores. All of them see this package; it sees none
 * of them.
 */
@NullMarked
package dev.weir.inference;

import org.jspecify.annotations.NullMarked;
