/**
 * What several networks share: backbones (VGG16, ResNet, DenseNet, Xception-65) and heads (ASPP,
 * pyramid pooling, RefineNet units). {@link LayerBuilder} builds convolutions with the published
 * number of channels times the {@link dev.weir.zoo.WidthMultiplier}. For {@link
 * dev.weir.zoo.networks}.
 */
@NullMarked
package dev.weir.zoo.blocks;

import org.jspecify.annotations.NullMarked;
