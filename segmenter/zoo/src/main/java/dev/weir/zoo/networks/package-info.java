/**
 * One file per paper. {@link Networks} is the registry and knows them by name. Networks are written
 * with the layers of {@link dev.weir.zoo.blocks} and see nothing of weights, ONNX or training.
 */
@NullMarked
package dev.weir.zoo.networks;

import org.jspecify.annotations.NullMarked;
