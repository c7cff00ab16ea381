/**
 * Writes a network as ONNX. {@link OnnxOps} is the reading of {@link dev.weir.zoo.Ops} that adds an
 * {@link OnnxNode} to an {@link OnnxGraph} for each operation; {@link NetworkModel} is a network
 * alone, without the steps from and to pixels. With {@link dev.weir.zoo.model} and {@link
 * dev.weir.zoo.quantize} the only user of ONNX's protobuf classes.
 */
@NullMarked
package dev.weir.zoo.onnx;

import org.jspecify.annotations.NullMarked;
