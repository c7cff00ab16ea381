/**
 * Models whose convolutions run on 8-bit integers. {@link CalibrationModel} reports the range of
 * every operation, {@link ActivationRanges} keeps them, {@link QuantizedModel} writes the model
 * with them.
 */
@NullMarked
package dev.weir.zoo.quantize;

import org.jspecify.annotations.NullMarked;
