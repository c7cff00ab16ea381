package dev.weir.stream;

import dev.weir.mask.Mask;
import dev.weir.stream.pipeline.Outcome;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Forwards the mask of each outcome. A failed outcome is thrown here, in a child node, and not
 * earlier: here the frame's own record context is set, so Kafka Streams' handlers see the frame's
 * bytes and offset even during a commit. One instance per task, used only by the task's thread.
 */
final class MaskForwarder extends ContextualProcessor<String, Outcome, String, Mask> {
  private final FrameAccounting accounting;

  MaskForwarder(FrameAccounting accounting) {
    this.accounting = accounting;
  }

  @Override
  public void process(Record<String, Outcome> record) {
    if (record.value() instanceof Outcome.Failed failed) {
      throw failed.cause();
    }
    if (record.value() instanceof Outcome.Masked masked) {
      Mask mask = masked.mask();
      String camera = mask.id().camera().value();
      context().forward(new Record<>(camera, mask, record.timestamp(), new RecordHeaders()));
      accounting.masked(mask.frameRef());
    }
  }
}
