/**
 * The vocabulary that networks are written in.
 *
 * <p>A {@link Network} is written once, against {@link Ops}, and reads like the table of its paper.
 * It is then read in several ways: {@link dev.weir.zoo.cost} counts its operations, {@link
 * dev.weir.zoo.onnx} writes it as ONNX, {@link dev.weir.zoo.quantize} writes it for 8-bit integers,
 * and the training module runs it on libtorch.
 *
 * <p>{@link dev.weir.zoo.networks} has the networks, {@link dev.weir.zoo.blocks} the parts that
 * they share, {@link dev.weir.zoo.weights} reads weights, and {@link dev.weir.zoo.model} puts it
 * all into a file that ships. Pure Java: neither Kafka nor native code. This package sees no other.
 */
@NullMarked
package dev.weir.zoo;

import org.jspecify.annotations.NullMarked;
