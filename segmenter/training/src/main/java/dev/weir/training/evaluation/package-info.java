/**
 * How accurate a model is, measured on the deployed graph in ONNX Runtime. {@link
 * dev.weir.training.evaluation.Evaluator} runs it on labeled pictures; {@link
 * dev.weir.training.evaluation.Evaluation} is the result.
 */
@NullMarked
package dev.weir.training.evaluation;

import org.jspecify.annotations.NullMarked;
