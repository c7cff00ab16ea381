package dev.weir.stream.pipeline;

import dev.weir.frame.Frame;
import dev.weir.frame.FrameRef;
import dev.weir.stream.rules.FreshnessPolicy;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * A frame to segment.
 *
 * @param frame the frame, still encoded
 * @param origin the frame's topic, partition and offset
 * @param received when it was read
 * @param freshness the freshness policy of its camera
 * @param alone whether it shares its inference with no other frame
 * @param outcome completed once; cancel it if the outcome is no longer needed
 */
public record FrameJob(
    Frame frame,
    FrameRef origin,
    Instant received,
    FreshnessPolicy freshness,
    boolean alone,
    CompletableFuture<Outcome> outcome) {
  /** Creates a job without an outcome yet. */
  public static FrameJob of(
      Frame frame, FrameRef origin, Instant received, FreshnessPolicy freshness) {
    return new FrameJob(frame, origin, received, freshness, false, new CompletableFuture<>());
  }

  /** Returns this job, to run in a batch of its own. */
  public FrameJob runAlone() {
    return new FrameJob(frame, origin, received, freshness, true, outcome);
  }

  boolean sameCamera(FrameJob other) {
    return frame.id().camera().equals(other.frame.id().camera());
  }
}
