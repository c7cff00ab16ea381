/**
 * The entry point: {@link InferenceKind} lists the kinds of inference and opens a model for each.
 * Code that works with any kind needs only this package and {@link dev.weir.inference}.
 */
@NullMarked
package dev.weir.inference.kinds;

import org.jspecify.annotations.NullMarked;
