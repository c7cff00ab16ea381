package dev.weir.stream;

import dev.weir.mask.Mask;
import dev.weir.stream.pipeline.Outcome;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Outcomes to masks. What failed is thrown here rather than before: in a child node, with the
 * frame's own record context, where Kafka Streams' handlers see the frame's bytes and offset even
 * in the middle of a commit. One for each task, confined to the task's thread.
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
