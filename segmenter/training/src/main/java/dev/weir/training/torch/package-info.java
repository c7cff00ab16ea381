/**
 * Networks of the zoo on libtorch, through JavaCPP: {@link dev.weir.training.torch.TorchOps} is the
 * third reading of {@link dev.weir.zoo.Ops}, after the graph and the cost; {@link
 * dev.weir.training.torch.TorchParameters} holds the learned weights.
 */
@NullMarked
package dev.weir.training.torch;

import org.jspecify.annotations.NullMarked;
