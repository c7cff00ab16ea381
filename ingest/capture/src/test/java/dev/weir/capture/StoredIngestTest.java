package dev.weir.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.capture.source.SourceException;
import dev.weir.frame.Frame;
import dev.weir.frame.counts.DropCause;
import dev.weir.frame.counts.FrameCounts;
import dev.weir.frame.kafka.FrameSerializer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Files: nothing is lost, and an incomplete file is a failure. */
class StoredIngestTest extends IngestFixture {
  @Test
  void aFileGoesInWholeAndInOrder() throws InterruptedException {
    // Given
    MockProducer<String, Frame> kafka = kafka(true);
    Camera file = camera(FRONT, new FakeSource(false).pictures(50).ends());

    // When
    try (Ingest ingest = Ingest.start(kafka, List.of(file), this::open, FAST)) {
      assertThat(ingest.awaitEnd(PATIENCE)).isTrue();

      // Then
      assertThat(ingest.counts()).containsEntry(FRONT, new FrameCounts(50, 50, Map.of(), 0));
      assertThat(sequences(kafka)).isEqualTo(LongStream.range(0, 50).boxed().toList());
      assertThat(kafka.history()).allMatch(r -> r.key().equals("front"));
      assertThat(ingest.failures()).isEmpty();
    }
  }

  @Test
  void aFileWaitsForASlowKafkaAndLosesNothing() throws InterruptedException {
    // Given a Kafka that confirms only on request
    MockProducer<String, Frame> kafka = kafka(false);
    Camera file = camera(FRONT, new FakeSource(false).pictures(30).ends());
    try (Ingest ingest = Ingest.start(kafka, List.of(file), this::open, FAST)) {
      until(() -> kafka.history().size() == 8);
      assertThat(ingest.awaitEnd(Duration.ofMillis(50))).isFalse();

      // When it confirms, one by one
      until(
          () -> {
            kafka.completeNext();
            FrameCounts counts = ingest.counts().get(FRONT);
            assertThat(counts.in()).isEqualTo(counts.out() + counts.inFlight());
            return counts.out() == 30;
          });

      // Then
      assertThat(ingest.awaitEnd(PATIENCE)).isTrue();
      assertThat(ingest.counts()).containsEntry(FRONT, new FrameCounts(30, 30, Map.of(), 0));
    }
  }

  @Test
  void aFileFailsIfKafkaRefusesOneOfItsFrames() throws InterruptedException {
    // Given
    MockProducer<String, Frame> kafka = kafka(false);
    Camera file = camera(FRONT, new FakeSource(false).pictures(2).ends());

    // When
    try (Ingest ingest = Ingest.start(kafka, List.of(file), this::open, FAST)) {
      until(() -> kafka.history().size() == 2);
      kafka.errorNext(new IllegalStateException("disk full"));
      kafka.completeNext();
      assertThat(ingest.awaitEnd(PATIENCE)).isTrue();

      // Then
      assertThat(ingest.counts())
          .containsEntry(FRONT, new FrameCounts(2, 1, Map.of(DropCause.SEND_FAILED, 1L), 0));
      assertThat(ingest.failures().get(FRONT))
          .contains("1 of its frames never reached Kafka", "disk full");
    }
  }

  @Test
  void aFileIsOfferedAgainWhenKafkaIsAwayForLongerThanTheProducerWaits() throws Exception {
    // Given a producer that has timed out waiting for the broker
    AtomicBoolean away = new AtomicBoolean(true);
    MockProducer<String, Frame> kafka =
        new MockProducer<>(
            true, new RoundRobinPartitioner(), new StringSerializer(), new FrameSerializer()) {
          @Override
          public synchronized Future<RecordMetadata> send(
              ProducerRecord<String, Frame> record, Callback callback) {
            if (!away.get()) {
              return super.send(record, callback);
            }
            // Like KafkaProducer after max.block.ms: it does not throw, but fails the callback at
            // once.
            TimeoutException late = new TimeoutException("no metadata after 60000 ms");
            callback.onCompletion(null, late);
            return CompletableFuture.failedFuture(late);
          }
        };
    Camera file = camera(FRONT, new FakeSource(false).pictures(10).ends());

    // When the broker is back
    try (Ingest ingest = Ingest.start(kafka, List.of(file), this::open, FAST)) {
      assertThat(ingest.awaitEnd(Duration.ofMillis(50))).isFalse();
      away.set(false);
      assertThat(ingest.awaitEnd(PATIENCE)).isTrue();

      // Then
      assertThat(ingest.counts()).containsEntry(FRONT, new FrameCounts(10, 10, Map.of(), 0));
      assertThat(sequences(kafka)).isEqualTo(LongStream.range(0, 10).boxed().toList());
    }
  }

  @Test
  void aFileThatBreaksOffHasFailedAndDoesNotStartOver() throws InterruptedException {
    // Given
    MockProducer<String, Frame> kafka = kafka(true);
    FakeSource first =
        new FakeSource(false).pictures(3).breaks(SourceException.passing("connection reset"));
    FakeSource second = new FakeSource(false).pictures(3).ends();

    // When
    try (Ingest ingest =
        Ingest.start(kafka, List.of(camera(FRONT, first, second)), this::open, FAST)) {
      assertThat(ingest.awaitEnd(PATIENCE)).isTrue();

      // Then
      assertThat(ingest.failures()).containsEntry(FRONT, "connection reset");
      assertThat(ingest.counts()).containsEntry(FRONT, new FrameCounts(3, 3, Map.of(), 0));
    }
  }

  @Test
  void aFileWaitsWhileTheWindowIsFullAndACameraDoesNot() throws InterruptedException {
    // Given a window that the live camera's frames fill
    MockProducer<String, Frame> kafka = kafka(true);
    FrameWindow window = new FrameWindow(5);
    for (int other = 0; other < 5; other++) {
      window.taken();
    }
    Camera file = camera(FRONT, new FakeSource(false).pictures(8).ends());
    Camera live = camera(REAR, new FakeSource(true).pictures(5));
    try (Ingest ingest =
        Ingest.start(kafka, List.of(file, live), this::open, FAST.withWindow(window))) {
      until(() -> ingest.counts().get(REAR).out() == 5);
      assertThat(ingest.counts().get(FRONT).in()).isZero();

      // When seven of these ten frames are finished, then all of them
      window.finished(7);
      until(() -> ingest.counts().get(FRONT).out() == 2);
      assertThat(window.full()).isTrue();
      window.finished(18);

      // Then
      until(() -> ingest.counts().get(FRONT).out() == 8);
    }
  }

  @Test
  void closingEndsTheWaitForTheWindow() {
    // Given
    FrameWindow window = new FrameWindow(1);
    window.taken();
    Camera file = camera(FRONT, new FakeSource(false).pictures(5).ends());
    Ingest ingest = Ingest.start(kafka(true), List.of(file), this::open, FAST.withWindow(window));

    // When
    ingest.close();

    // Then
    assertThat(ingest.counts()).containsEntry(FRONT, new FrameCounts(0, 0, Map.of(), 0));
  }
}
