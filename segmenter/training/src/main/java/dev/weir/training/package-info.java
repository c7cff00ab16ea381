/**
 * From labelled pictures to a model that ships, on the very definitions that the zoo has.
 *
 * <p>The way through: {@link dev.weir.training.data} reads labelled pictures and mixes sources;
 * {@link dev.weir.training.augment} turns each into many; {@link dev.weir.training.torch} reads a
 * network of the zoo on libtorch, so that it can be differentiated; {@link dev.weir.training.loss}
 * says how wrong it is; {@link dev.weir.training.Trainer} goes round; {@link
 * dev.weir.training.evaluation} scores what comes out, as it ships, through ONNX Runtime.
 *
 * <p>The only user of libtorch. Nothing that serves frames sees this module.
 */
@NullMarked
package dev.weir.training;

import org.jspecify.annotations.NullMarked;
