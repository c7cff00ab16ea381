package dev.weir.zoo;

/** What a deployed network computes in. */
public enum Precision {
  /** binary32. */
  FP32,
  /**
   * binary16, for GPUs: half the memory; a processor without it computes in binary32 all the same.
   */
  FP16
}
