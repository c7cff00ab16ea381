/**
 * The networks, each written once.
 *
 * <p>A {@link dev.weir.zoo.Network} such as {@link dev.weir.zoo.Icnet} is written against {@link
 * dev.weir.zoo.Ops} and reads like its paper's table; what papers share (VGG16, ResNet, DenseNet,
 * Xception-65, ASPP, pyramid pooling, RefineNet's units) is named and written once. {@link
 * dev.weir.zoo.Networks} knows them all by name, {@link dev.weir.zoo.Width} scales their channels.
 * A network is read by {@link dev.weir.zoo.CostOps}, which counts, and by {@link
 * dev.weir.zoo.OnnxOps}, which writes it down with {@link dev.weir.zoo.Weights} from a file. {@link
 * dev.weir.zoo.DeployedModel} puts the steps from and to pixels around it, and {@link
 * dev.weir.zoo.ModelMetadata} into the file; {@link dev.weir.zoo.AdoptedModel} does the same for a
 * network that was made elsewhere. Pure Java: neither Kafka nor native code.
 */
@NullMarked
package dev.weir.zoo;

import org.jspecify.annotations.NullMarked;
