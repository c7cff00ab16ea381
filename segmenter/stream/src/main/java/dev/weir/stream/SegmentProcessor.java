package dev.weir.stream;

import dev.weir.frame.Frame;
import dev.weir.frame.FrameRef;
import dev.weir.frame.MalformedMessageException;
import dev.weir.image.FrameDecoder;
import dev.weir.image.Pixels;
import dev.weir.mask.Mask;
import dev.weir.mask.MaskEncoding;
import dev.weir.mask.MaskPng;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A frame in, its mask out, in the order of the partition. One for each task; called by the task's
 * thread alone, which is what lets it use its buffers again.
 */
final class SegmentProcessor implements Processor<String, Frame, String, Mask> {
  private static final int FULL_RESOLUTION = 1;

  private final SegmentationEngine engine;
  private final FrameDecoder decoder;
  private final Ledger ledger;
  private final SegmenterStageOptions options;

  private @Nullable ProcessorContext<String, Mask> context;
  private @Nullable Pixels pixels;
  private ByteBuffer classes = ByteBuffer.allocateDirect(0);

  SegmentProcessor(
      SegmentationEngine engine,
      FrameDecoder decoder,
      SegmenterStageOptions options,
      Ledger ledger) {
    this.engine = engine;
    this.decoder = decoder;
    this.ledger = ledger;
    this.options = options;
  }

  @Override
  public void init(ProcessorContext<String, Mask> processorContext) {
    this.context = processorContext;
  }

  @Override
  public void process(Record<String, Frame> record) {
    ProcessorContext<String, Mask> out = context;
    if (out == null) {
      throw new IllegalStateException("process before init");
    }
    ledger.received();
    Instant received = options.clock().instant();
    Frame frame = record.value();
    if (frame == null) {
      throw new MalformedMessageException("a record without a value; expected a picture");
    }
    if (tooOld(frame, received)) {
      ledger.dropped();
      return;
    }
    Mask mask = segment(frame, origin(out), received);
    out.forward(
        new Record<>(frame.id().camera().value(), mask, record.timestamp(), new RecordHeaders()));
    ledger.masked();
  }

  private boolean tooOld(Frame frame, Instant now) {
    Duration most = options.maxAge().get(frame.id().camera());
    return most != null && Duration.between(frame.captureTime(), now).compareTo(most) > 0;
  }

  private Mask segment(Frame frame, FrameRef origin, Instant received) {
    Pixels decoded = decoder.decode(frame, pixels);
    pixels = decoded;
    int count = decoded.width() * decoded.height();
    if (classes.capacity() < count) {
      classes = ByteBuffer.allocateDirect(count);
    }
    try {
      engine.segment(decoded, classes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StreamsException("interrupted while segmenting " + frame.id(), e);
    } catch (Exception e) {
      throw new StreamsException(
          "the engine failed on %s: %s".formatted(frame.id(), e.getMessage()), e);
    }
    byte[] found = new byte[count];
    classes.get(0, found);
    byte[] png = MaskPng.encode(found, decoded.width(), decoded.height(), engine.classes());
    return new Mask(
        frame.id(),
        origin,
        new Mask.Timing(frame.captureTime(), received, options.clock().instant()),
        engine.model(),
        decoded.width(),
        decoded.height(),
        FULL_RESOLUTION,
        MaskEncoding.PNG,
        png,
        frame.traceparent());
  }

  private static FrameRef origin(ProcessorContext<String, Mask> context) {
    RecordMetadata source =
        context
            .recordMetadata()
            .orElseThrow(() -> new IllegalStateException("a frame without topic and offset"));
    return new FrameRef(source.topic(), source.partition(), source.offset());
  }
}
