/**
 * Networks on libtorch, through JavaCPP. {@link TorchOps} is the reading of {@link
 * dev.weir.zoo.Ops} that runs a network so that autograd can follow; {@link TorchParameters} holds
 * its weights; {@link TorchScope} frees native memory.
 */
@NullMarked
package dev.weir.training.torch;

import org.jspecify.annotations.NullMarked;
