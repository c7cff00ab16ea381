package dev.weir.pairing.accounting;

import dev.weir.frame.CameraId;
import dev.weir.frame.counts.FrameCounts;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One camera as the publisher sees it at one moment. Counts start when the camera's partition was
 * assigned to this publisher.
 *
 * @param id the camera
 * @param counts the frame counts
 * @param unpaired masks whose frame was gone; included in the masks
 * @param duplicates masks that arrived again; not included in the masks
 * @param fps masks per second over the last three seconds
 * @param latency capture to mask, over the last ten seconds
 * @param model model of the last mask as {@code name@digest}, with {@code +…} for processing
 *     besides its network; empty before the first mask
 * @param width of the last frame, pixels; 0 before the first
 * @param height of the last frame, pixels; 0 before the first
 * @param share fraction of the last paired mask's pixels by class name, 0 to 1, largest first;
 *     absent classes are omitted
 * @param lastPair when the last frame was paired, by the publisher's clock, or null before the
 *     first
 */
public record CameraStatus(
    CameraId id,
    FrameCounts counts,
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
