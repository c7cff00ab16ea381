package dev.weir.zoo;

/**
 * What {@link Ops#indexedMaxPool} leaves.
 *
 * @param input the pool's input, [N, C, H, W]
 * @param maxima the largest value of each window, [N, C, ⌈H/2⌉, ⌈W/2⌉]
 * @param indices where each of them stood: a reading's own form, which only its {@link Ops#unpool}
 *     understands
 * @param <T> what stands for feature maps
 */
public record Pooled<T>(T input, T maxima, T indices) {}
