/**
 * Frame accounting per camera: {@code in = masks + dropped + dead + in flight}. {@link
 * CameraAccounting} keeps the {@link FrameCounts}, rate and latency of one camera and reports them
 * as {@link CameraStatus}.
 */
@NullMarked
package dev.weir.pairing.accounting;

import dev.weir.frame.counts.FrameCounts;
import org.jspecify.annotations.NullMarked;
