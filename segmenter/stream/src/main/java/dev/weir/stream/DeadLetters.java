package dev.weir.stream;

import dev.weir.frame.FrameRef;
import dev.weir.frame.MalformedMessageException;
import dev.weir.frame.kafka.DeadLetterTopic;
import dev.weir.stream.pipeline.UnprocessableFrameException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exception handlers of Kafka Streams. A frame goes to {@link DeadLetterTopic} with its bytes,
 * headers and cause, and the stream continues, if the frame is broken, its camera has no model, or
 * no mask can be made of it. An engine failure stops the stream.
 *
 * <p>Public because Kafka Streams creates one instance per handler by class name. The configuration
 * carries the {@link FrameAccounting}.
 */
public final class DeadLetters
    implements DeserializationExceptionHandler, ProcessingExceptionHandler {
  static final String LEDGER = "weir.ledger";

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
  static final String STAGE = "segmenter";

  private @Nullable FrameAccounting accounting;

  @Override
  public void configure(Map<String, ?> configs) {
    accounting = (FrameAccounting) configs.get(LEDGER);
  }

  @Override
  public DeserializationExceptionHandler.Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
    FrameRef origin = new FrameRef(record.topic(), record.partition(), record.offset());
    FrameAccounting books = accounting;
    if (books != null) {
      books.died(origin);
    }
    return DeserializationExceptionHandler.Response.resume(
        List.of(
            DeadLetterTopic.record(
                record.key(),
                record.value(),
                record.headers(),
                STAGE,
                said(origin, exception),
                exception)));
  }

  @Override
  public ProcessingExceptionHandler.Response handleError(
      ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
    boolean unserved = exception instanceof UnservedCameraException;
    if (!unserved
        && !(exception instanceof MalformedMessageException)
        && !(exception instanceof UnprocessableFrameException)) {
      return ProcessingExceptionHandler.Response.fail();
    }
    FrameRef origin = new FrameRef(context.topic(), context.partition(), context.offset());
    FrameAccounting books = accounting;
    if (books != null) {
      books.died(origin);
    }
    ProducerRecord<byte[], byte[]> dead =
        DeadLetterTopic.record(
            context.sourceRawKey(),
            context.sourceRawValue(),
            context.headers(),
            STAGE,
            unserved ? origin : said(origin, exception), // logged once per camera
            exception);
    return ProcessingExceptionHandler.Response.resume(List.of(dead));
  }

  private static FrameRef said(FrameRef origin, Exception exception) {
    LOG.warn("dead={} cause=\"{}\"", origin, exception.getMessage());
    return origin;
  }
}
