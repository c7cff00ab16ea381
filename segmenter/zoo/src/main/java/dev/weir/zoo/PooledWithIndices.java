package dev.weir.zoo;

/**
 * The result of {@link Ops#indexedMaxPool}.
 *
 * @param input the pool's input, [N, C, H, W]
 * @param maxima the largest value of each window, [N, C, ⌈H/2⌉, ⌈W/2⌉]
 * @param indices the position of each of them, in a form that only the {@link Ops#unpool} of the
 *     same reading understands
 * @param <T> represents feature maps
 */
public record PooledWithIndices<T>(T input, T maxima, T indices) {}
