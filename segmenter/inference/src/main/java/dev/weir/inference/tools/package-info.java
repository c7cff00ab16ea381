/**
 * One-time runs that create models: {@link Calibrator} measures activation ranges for quantization,
 * {@link ImportTrial} runs an external model once before it is imported. Used by commands, not for
 * serving frames.
 */
@NullMarked
package dev.weir.inference.tools;

import org.jspecify.annotations.NullMarked;
