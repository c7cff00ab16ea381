package dev.weir.zoo.onnx;

/** The number format in which a deployed network computes. */
public enum Precision {
  /** binary32. */
  FP32,
  /** binary16, for GPUs: half the memory. A processor without it computes in binary32 anyway. */
  FP16
}
