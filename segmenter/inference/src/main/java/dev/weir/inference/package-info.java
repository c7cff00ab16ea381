/**
 * A model file at work: {@link dev.weir.inference.Segmenter} opens it on the {@link
 * dev.weir.inference.Provider} that is wanted and there, and turns frames into masks. {@link
 * dev.weir.inference.InferenceKind} names the ways to ask a model; each is an {@link
 * dev.weir.inference.Inference}. {@link dev.weir.inference.ObjectProposals} finds boxes that may
 * hold a thing each. The only user of ONNX Runtime.
 */
@NullMarked
package dev.weir.inference;

import org.jspecify.annotations.NullMarked;
