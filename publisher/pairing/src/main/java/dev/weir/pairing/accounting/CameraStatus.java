package dev.weir.pairing.accounting;

import dev.weir.frame.CameraId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One camera as the publisher sees it at one moment. Counts are since this publisher took up the
 * camera's partition.
 *
 * @param id the camera
 * @param counts where its frames went
 * @param unpaired masks whose frame was gone; they count among the masks
 * @param duplicates masks that came again; they do not
 * @param fps masks a second over the last three seconds
 * @param latency capture to mask, over the last ten seconds
 * @param model {@code name@digest}, and {@code +…} for what was done besides its network, of the
 *     last mask, or empty before the first
 * @param width of the last frame, pixels; 0 before the first
 * @param height of the last frame, pixels; 0 before the first
 * @param share of the last paired mask's pixels by class name, 0 to 1, largest first; classes not
 *     seen are left out
 * @param lastPair when the last frame was paired, by the publisher's clock, or null before the
 *     first
 */
public record CameraStatus(
    CameraId id,
    CameraCounts counts,
    long unpaired,
    long duplicates,
    double fps,
    LatencySummary latency,
    String model,
    int width,
    int height,
    Map<String, Double> share,
    @Nullable Instant lastPair) {
  public CameraStatus {
    share = Collections.unmodifiableMap(new LinkedHashMap<>(share)); // keeps the order
  }
}
