/**
 * The interface for running a model, independent of the runtime.
 *
 * <p>A {@link Segmenter} takes a batch of frames and returns a class for each pixel. {@link
 * ModelInfo} describes the opened model, {@link Provider} where it runs, {@link CpuDemand} how many
 * cores it keeps busy. A {@link ModelException} says why a model cannot be opened or run.
 *
 * <p>Start with {@link dev.weir.inference.kinds}, which opens a model by the kind of inference.
 * {@link dev.weir.inference.onnxruntime} runs it. {@link dev.weir.inference.crf} and {@link
 * dev.weir.inference.proposals} refine its scores. These packages depend on this one; it depends on
 * none of them.
 */
@NullMarked
package dev.weir.inference;

import org.jspecify.annotations.NullMarked;
