package dev.weir.pairing.output;

import dev.weir.frame.kafka.CloudEventWriter;
import dev.weir.mask.Mask;
import dev.weir.pairing.join.Pair;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Converts pairs to records of the publisher's topics: CloudEvents in binary mode with the frame's
 * id, key, time and trace, as on every topic.
 */
public final class PairEvents {
  private PairEvents() {}

  /** Makes the record for {@link StatsTopic}; {@code now} is its creation time. */
  public static ProducerRecord<byte[], byte[]> stats(Pair pair, byte[] json, Instant now) {
    CloudEventBuilder event =
        event(pair.mask(), "stats", StatsTopic.TYPE)
            .withDataContentType("application/json")
            .withData(json);
    return record(StatsTopic.NAME, pair.mask(), event, now);
  }

  /** Makes the record for {@link OverlayTopic}; {@code now} is its creation time. */
  public static ProducerRecord<byte[], byte[]> overlay(Pair pair, byte[] jpeg, Instant now) {
    CloudEventBuilder event =
        event(pair.mask(), "overlays", OverlayTopic.TYPE)
            .withDataContentType("image/jpeg")
            .withExtension("width", Integer.toString(pair.frame().width()))
            .withExtension("height", Integer.toString(pair.frame().height()))
            .withData(jpeg);
    return record(OverlayTopic.NAME, pair.mask(), event, now);
  }

  private static CloudEventBuilder event(Mask mask, String kind, String type) {
    return CloudEventBuilder.v1()
        .withId(mask.id().toString())
        .withSource(URI.create("/cameras/" + mask.id().camera() + "/" + kind))
        .withType(type)
        .withTime(mask.timing().captured().atOffset(ZoneOffset.UTC))
        .withExtension("sequence", Long.toString(mask.id().sequence()))
        .withExtension("frameref", mask.frameRef().toString())
        .withExtension("model", mask.model());
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, Mask mask, CloudEventBuilder event, Instant now) {
    RecordHeaders headers = new RecordHeaders();
    byte[] value = CloudEventWriter.write(topic, headers, event.build(), mask.traceparent());
    return new ProducerRecord<>(
        topic,
        // Uses the mask's partition, so the partitioner of the camera's producer does not matter.
        mask.frameRef().partition(),
        // A broker refuses records from the future, which a camera with a wrong clock would cause.
        Math.min(mask.timing().captured().toEpochMilli(), now.toEpochMilli()),
        mask.id().camera().value().getBytes(StandardCharsets.UTF_8),
        value,
        headers);
  }
}
