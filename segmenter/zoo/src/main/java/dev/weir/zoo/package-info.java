/**
 * The networks, each written once.
 *
 * <p>A {@link dev.weir.zoo.Network} such as {@link dev.weir.zoo.Icnet} is written against {@link
 * dev.weir.zoo.Ops} and reads like the table in its paper. Blocks that papers share (VGG16, ResNet,
 * DenseNet, Xception-65, ASPP, pyramid pooling, RefineNet's units) are named and written once.
 * {@link dev.weir.zoo.Networks} knows all networks by name, and {@link dev.weir.zoo.Width} scales
 * their channels. {@link dev.weir.zoo.CostOps} reads a network to count its cost. {@link
 * dev.weir.zoo.OnnxOps} writes it as ONNX with {@link dev.weir.zoo.Weights} from a file. {@link
 * dev.weir.zoo.DeployedModel} adds pre- and post-processing and {@link dev.weir.zoo.ModelMetadata};
 * {@link dev.weir.zoo.AdoptedModel} does the same for external networks. Pure Java: neither Kafka
 * nor native code.
 */
@NullMarked
package dev.weir.zoo;

import org.jspecify.annotations.NullMarked;
