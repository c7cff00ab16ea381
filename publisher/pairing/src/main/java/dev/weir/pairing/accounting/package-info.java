/**
 * Frame accounting per camera: {@code in = masks + dropped + dead + in flight}. {@link
 * CameraAccounting} keeps the {@link CameraCounts}, rate and latency of one camera and reports them
 * as {@link CameraStatus}.
 */
@NullMarked
package dev.weir.pairing.accounting;

import org.jspecify.annotations.NullMarked;
