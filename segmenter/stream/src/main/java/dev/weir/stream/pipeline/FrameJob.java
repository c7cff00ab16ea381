package dev.weir.stream.pipeline;

import dev.weir.frame.Frame;
import dev.weir.frame.FrameRef;
import dev.weir.stream.rules.FreshnessPolicy;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * A frame on its way to a mask.
 *
 * @param frame the frame, still encoded
 * @param origin where it lies in Kafka
 * @param received when it was read
 * @param freshness what its camera wants
 * @param outcome completed once; cancelled by who is no longer interested
 */
public record FrameJob(
    Frame frame,
    FrameRef origin,
    Instant received,
    FreshnessPolicy freshness,
    CompletableFuture<Outcome> outcome) {
  boolean sameCamera(FrameJob other) {
    return frame.id().camera().equals(other.frame.id().camera());
  }
}
