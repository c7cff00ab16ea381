package dev.weir.stream;

import dev.weir.frame.Frame;
import dev.weir.frame.FrameDeserializer;
import dev.weir.frame.FrameTopic;
import dev.weir.frame.ImageHeader;
import dev.weir.mask.MaskSerializer;
import dev.weir.mask.MaskTopic;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * {@code weir.frames → hand-off → hand-on → weir.masks}; what is broken goes to {@code weir.dead}.
 * Between the two processors a frame is with its camera's engine.
 */
final class SegmenterTopology {
  private SegmenterTopology() {}

  static Topology of(
      CameraRules<FrameEngine> engines,
      SegmenterStageOptions options,
      Patience patience,
      Ledger ledger) {
    return new Topology()
        .addSource(
            "frames",
            new StringDeserializer(),
            new FrameDeserializer(options.maxPixels().orElse(ImageHeader.DEFAULT_MAX_PIXELS)),
            FrameTopic.NAME)
        .addProcessor(
            "hand-off",
            new ProcessorSupplier<String, Frame, String, Outcome>() {
              @Override
              public Processor<String, Frame, String, Outcome> get() {
                return new HandOff(
                    StreamsInternals::of,
                    engines,
                    options.inFlight(),
                    options.freshness(),
                    patience,
                    ledger,
                    options.clock());
              }

              @Override
              public Set<StoreBuilder<?>> stores() {
                return Set.of(StreamsInternals.store());
              }
            },
            "frames")
        .addProcessor("hand-on", () -> new HandOn(ledger), "hand-off")
        .addSink(
            "masks",
            MaskTopic.NAME,
            new StringSerializer(),
            new MaskSerializer(),
            // A mask lies on the partition of its frame, so that both are found side by side.
            (topic, camera, mask, partitions) -> Optional.of(Set.of(mask.frameRef().partition())),
            "hand-on");
  }
}
