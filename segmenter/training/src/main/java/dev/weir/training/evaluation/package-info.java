/**
 * How well a model segments, measured on the file that ships and through ONNX Runtime. {@link
 * Evaluator} runs it over labeled images; {@link Evaluation} is the result; {@link
 * ConfusionPicture} draws it. {@link BoundaryScore} is boundary IoU.
 */
@NullMarked
package dev.weir.training.evaluation;

import org.jspecify.annotations.NullMarked;
