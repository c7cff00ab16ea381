package dev.weir.stream;

import dev.weir.frame.FrameRef;
import dev.weir.frame.kafka.DeadLetterTopic;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles masks that Kafka rejects for what they are, for example because they are too large for
 * the topic. Their frames go to {@link DeadLetterTopic} and the stream continues, because a retry
 * would be rejected again. Kafka Streams retries other write errors, or they stop the stage.
 *
 * <p>Public because Kafka Streams creates it by class name. The configuration carries the {@link
 * FrameAccounting}.
 */
public final class RefusedRecords implements ProductionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(RefusedRecords.class);

  private @Nullable FrameAccounting accounting;

  @Override
  public void configure(Map<String, ?> configs) {
    accounting = (FrameAccounting) configs.get(DeadLetters.LEDGER);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
    if (!isAboutTheRecord(exception)) {
      return Response.fail();
    }
    FrameRef origin = new FrameRef(context.topic(), context.partition(), context.offset());
    if (record.topic().equals(DeadLetterTopic.NAME)) {
      LOG.error(
          "frame lost: frame={} rejected-by={} cause=\"{}\"",
          origin,
          DeadLetterTopic.NAME,
          exception.getMessage());
      return Response.resume();
    }
    LOG.warn(
        "dead={} cause=\"{} rejects its mask: {}\"",
        origin,
        record.topic(),
        exception.getMessage());
    FrameAccounting books = accounting;
    if (books != null) {
      books.died(origin);
    }
    return Response.resume(
        List.of(
            DeadLetterTopic.record(
                context.sourceRawKey(),
                context.sourceRawValue(),
                context.headers(),
                DeadLetters.STAGE,
                origin,
                exception)));
  }

  private static boolean isAboutTheRecord(Exception e) {
    return e instanceof RecordTooLargeException
        || e instanceof InvalidTimestampException
        || e instanceof CorruptRecordException
        || e instanceof InvalidRecordException;
  }
}
