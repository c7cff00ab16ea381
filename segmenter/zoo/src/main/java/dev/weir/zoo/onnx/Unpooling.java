package dev.weir.zoo.onnx;

/**
 * How {@code Ops.unpool} is written as ONNX. Both give the same values, and in both the pool is
 * {@code MaxPool} with its second output, {@code Indices}.
 */
public enum Unpooling {
  /**
   * {@code MaxUnpool}. ONNX Runtime supports it on the CPU but not on CUDA, where maps would be
   * copied to the CPU and back for every unpooling. It does not support odd sides, so {@link
   * #SCATTER} is used for those; no network of the zoo has them.
   */
  OPERATOR,
  /**
   * {@code ScatterElements} of the values into zeros, both flattened, because {@code MaxPool}'s
   * indices count through the whole batch. All of its operators run on CUDA and on the CPU.
   */
  SCATTER
}
