package dev.weir.pairing.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.mask.ClassMap;
import dev.weir.mask.Mask;
import dev.weir.pairing.accounting.ClassShares;
import dev.weir.pairing.join.Pair;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Statistics of one mask; written as JSON with these field names.
 *
 * @param camera the camera's id
 * @param id the frame's id, camera/session/sequence
 * @param sequence the frame's number in its session
 * @param captured capture time, ISO 8601, UTC
 * @param model {@code name@digest}, with {@code +…} for processing besides its network
 * @param width of the frame, pixels
 * @param height of the frame, pixels
 * @param share fraction of the mask's pixels by class name, 0 to 1; absent classes are omitted
 * @param latencyMillis latency of each stage
 */
public record FrameStats(
    String camera,
    String id,
    long sequence,
    String captured,
    String model,
    int width,
    int height,
    Map<String, Double> share,
    LatencyMillis latencyMillis) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Latencies between stages, in milliseconds. A negative value means that clocks disagree.
   *
   * @param captureToReceived from the camera to the segmenter
   * @param receivedToMasked inside the segmenter
   * @param maskedToPublished from the mask to this message
   * @param captureToPublished end to end
   */
  public record LatencyMillis(
      double captureToReceived,
      double receivedToMasked,
      double maskedToPublished,
      double captureToPublished) {
    static LatencyMillis of(Mask.Timing timing, Instant published) {
      return new LatencyMillis(
          millis(timing.captured(), timing.received()),
          millis(timing.received(), timing.masked()),
          millis(timing.masked(), published),
          millis(timing.captured(), published));
    }

    private static double millis(Instant from, Instant to) {
      long micros = Duration.between(from, to).toNanos() / 1000;
      return micros / 1000.0;
    }
  }

  /** Computes the statistics of a pair. */
  public static FrameStats of(Pair pair, ClassShares shares, ClassMap classes, Instant published) {
    Mask mask = pair.mask();
    return new FrameStats(
        mask.id().camera().value(),
        mask.id().toString(),
        mask.id().sequence(),
        mask.timing().captured().toString(),
        mask.model(),
        pair.frame().width(),
        pair.frame().height(),
        shares.byName(classes),
        LatencyMillis.of(mask.timing(), published));
  }

  /** Returns the statistics as UTF-8 JSON. */
  public byte[] toJson() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e); // only text and numbers: cannot fail
    }
  }
}
