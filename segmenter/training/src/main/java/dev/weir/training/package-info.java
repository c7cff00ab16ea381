/**
 * From labeled images to a model that ships, on the same network definitions that are served.
 *
 * <p>The way of one sample: {@link dev.weir.training.data} reads labeled images and mixes sources;
 * {@link dev.weir.training.augment} crops, scales and recolors them; {@link
 * dev.weir.training.torch} runs the network on libtorch; {@link dev.weir.training.loss} says how
 * wrong it is; {@link dev.weir.training.run} drives the loop and writes checkpoints; {@link
 * dev.weir.training.evaluation} scores the shipped model through ONNX Runtime. {@link
 * dev.weir.training.recipe} holds every setting of a run, {@link dev.weir.training.prune} narrows a
 * network, {@link dev.weir.training.compare} trains several at one cost.
 *
 * <p>The only user of libtorch. No stage that serves frames sees this module.
 */
@NullMarked
package dev.weir.training;

import org.jspecify.annotations.NullMarked;
