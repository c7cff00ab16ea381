package dev.weir.zoo;

/**
 * How {@link Ops#unpool} is written down as ONNX. Both give the same values; the pool is {@code
 * MaxPool} with its second output, {@code Indices}, in either case.
 */
public enum Unpooling {
  /**
   * {@code MaxUnpool}. ONNX Runtime has it on the CPU; on CUDA it has none, so that the maps would
   * travel to the CPU and back for every unpooling. Where a side is odd, which it cannot say,
   * {@link #SCATTER} stands instead; no network of the zoo comes to that.
   */
  OPERATOR,
  /**
   * {@code ScatterElements} of the values into zeros, both laid flat, as {@code MaxPool}'s indices
   * count through the whole batch. All of its operators run on CUDA and on the CPU alike.
   */
  SCATTER
}
