package dev.weir.stream;

import dev.weir.frame.FrameDeserializer;
import dev.weir.frame.FrameTopic;
import dev.weir.image.FrameDecoder;
import dev.weir.mask.MaskSerializer;
import dev.weir.mask.MaskTopic;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;

/** {@code weir.frames → segment → weir.masks}; what is broken goes to {@code weir.dead}. */
final class SegmenterTopology {
  private SegmenterTopology() {}

  static Topology of(SegmentationEngine engine, long maxPixels, Ledger ledger, Clock clock) {
    FrameDecoder decoder = new FrameDecoder(maxPixels);
    return new Topology()
        .addSource(
            "frames", new StringDeserializer(), new FrameDeserializer(maxPixels), FrameTopic.NAME)
        .addProcessor(
            "segment", () -> new SegmentProcessor(engine, decoder, ledger, clock), "frames")
        .addSink(
            "masks",
            MaskTopic.NAME,
            new StringSerializer(),
            new MaskSerializer(),
            // A mask lies on the partition of its frame, so that both are found side by side.
            (topic, camera, mask, partitions) -> Optional.of(Set.of(mask.frameRef().partition())),
            "segment");
  }
}
