/**
 * Frame accounting per camera: {@code in = masks + dropped + dead + in flight}. {@link
 * CameraAccounting} keeps {@link CameraCounts}, rate and latency of one camera; {@link
 * CameraStatus} is what others see of it.
 */
@NullMarked
package dev.weir.pairing.accounting;

import org.jspecify.annotations.NullMarked;
