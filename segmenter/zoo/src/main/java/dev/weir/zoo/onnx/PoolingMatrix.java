package dev.weir.zoo.onnx;

/**
 * The mean over each of n cells of a line, as a matrix; the cells are those of {@link
 * Ops#averagePool}.
 */
final class PoolingMatrix {
  private PoolingMatrix() {}

  /** [bins, length], multiplied from the left. */
  static float[] rows(int length, int bins) {
    float[] m = new float[bins * length];
    for (int b = 0; b < bins; b++) {
      int begin = (int) ((long) b * length / bins);
      int end = (int) (((long) (b + 1) * length + bins - 1) / bins);
      for (int i = begin; i < end; i++) {
        m[b * length + i] = 1f / (end - begin);
      }
    }
    return m;
  }

  /** [length, bins], multiplied from the right. */
  static float[] columns(int length, int bins) {
    float[] rows = rows(length, bins);
    float[] m = new float[rows.length];
    for (int b = 0; b < bins; b++) {
      for (int i = 0; i < length; i++) {
        m[i * bins + b] = rows[b * length + i];
      }
    }
    return m;
  }
}
