package dev.weir.stream;

import dev.weir.frame.Frame;
import dev.weir.frame.kafka.FrameDeserializer;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.mask.MaskSerializer;
import dev.weir.mask.MaskTopic;
import dev.weir.stream.options.SegmenterStageOptions;
import dev.weir.stream.pipeline.FrameEngine;
import dev.weir.stream.pipeline.Outcome;
import dev.weir.stream.rules.CameraRules;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * {@code weir.frames → segment → forward → weir.masks}; broken frames go to {@code weir.dead}.
 * Between the two processors, a frame is with its camera's engine.
 */
final class SegmenterTopology {
  private SegmenterTopology() {}

  static Topology of(
      CameraRules<FrameEngine> engines,
      SegmenterStageOptions options,
      EngineTimeouts timeouts,
      SuspectFrames suspects,
      FrameAccounting accounting) {
    return new Topology()
        .addSource(
            "frames",
            new StringDeserializer(),
            new FrameDeserializer(
                Long.MAX_VALUE), // the pipeline refuses what its model cannot take
            FrameTopic.NAME)
        .addProcessor(
            "segment",
            new ProcessorSupplier<String, Frame, String, Outcome>() {
              @Override
              public Processor<String, Frame, String, Outcome> get() {
                return new SegmentProcessor(
                    StreamsInternals::of,
                    engines,
                    options.inFlight(),
                    options.freshness(),
                    timeouts,
                    suspects,
                    accounting,
                    options.clock());
              }

              @Override
              public Set<StoreBuilder<?>> stores() {
                return Set.of(StreamsInternals.store());
              }
            },
            "frames")
        .addProcessor("forward", () -> new MaskForwarder(accounting), "segment")
        .addSink(
            "masks",
            MaskTopic.NAME,
            new StringSerializer(),
            new MaskSerializer(),
            // A mask goes to its frame's partition number, so that readers can join the two.
            (topic, camera, mask, partitions) -> Optional.of(Set.of(mask.frameRef().partition())),
            "forward");
  }
}
