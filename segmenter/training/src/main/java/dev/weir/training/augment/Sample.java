package dev.weir.training.augment;

/**
 * The part of a labeled picture that a network sees in one step.
 *
 * @param width in pixels
 * @param height in pixels
 * @param rgb width x height x 3 bytes, rows from the top, red first
 * @param labels width x height bytes: a class, or {@link dev.weir.training.data.LabeledImage#VOID}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; passed on, not shared
public record Sample(int width, int height, byte[] rgb, byte[] labels) {}
