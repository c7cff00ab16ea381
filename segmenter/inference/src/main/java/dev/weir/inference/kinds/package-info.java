/**
 * The entry: {@link InferenceKind} names the kinds of inference and opens a model for each. Whoever
 * does not care how a model is asked sees only this package and {@link dev.weir.inference}.
 */
@NullMarked
package dev.weir.inference.kinds;

import org.jspecify.annotations.NullMarked;
