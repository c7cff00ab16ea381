/**
 * One-time runs for making models: {@link Calibrator} measures activation ranges for quantization,
 * {@link ImportTrial} runs an external model once before it is imported. For the commands; serving
 * frames does not need it.
 */
@NullMarked
package dev.weir.inference.tools;

import org.jspecify.annotations.NullMarked;
