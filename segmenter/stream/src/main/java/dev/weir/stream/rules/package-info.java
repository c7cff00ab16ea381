/**
 * Which camera gets what: {@link CameraRules} map a camera's name to a model or a setting by {@link
 * CameraPattern}; {@link FreshnessRules} say which cameras may drop frames under overload. Plain
 * values, used by the stage and the command line.
 */
@NullMarked
package dev.weir.stream.rules;

import org.jspecify.annotations.NullMarked;
