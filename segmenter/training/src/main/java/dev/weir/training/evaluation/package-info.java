/**
 * How right a model is, measured on what ships: the deployed graph, through ONNX Runtime. {@link
 * dev.weir.training.evaluation.Evaluator} runs it over labelled pictures, {@link
 * dev.weir.training.evaluation.Evaluation} is the outcome.
 */
@NullMarked
package dev.weir.training.evaluation;

import org.jspecify.annotations.NullMarked;
