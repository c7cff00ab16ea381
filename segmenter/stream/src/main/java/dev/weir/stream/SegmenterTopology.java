package dev.weir.stream;

import dev.weir.frame.FrameDeserializer;
import dev.weir.frame.FrameTopic;
import dev.weir.image.FrameDecoder;
import dev.weir.mask.MaskSerializer;
import dev.weir.mask.MaskTopic;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;

/** {@code weir.frames → segment → weir.masks}; what is broken goes to {@code weir.dead}. */
final class SegmenterTopology {
  private SegmenterTopology() {}

  static Topology of(SegmentationEngine engine, SegmenterStageOptions options, Ledger ledger) {
    FrameDecoder decoder = new FrameDecoder(options.maxPixels());
    return new Topology()
        .addSource(
            "frames",
            new StringDeserializer(),
            new FrameDeserializer(options.maxPixels()),
            FrameTopic.NAME)
        .addProcessor(
            "segment", () -> new SegmentProcessor(engine, decoder, options, ledger), "frames")
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
