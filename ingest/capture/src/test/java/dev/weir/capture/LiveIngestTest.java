package dev.weir.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.capture.source.SourceException;
import dev.weir.frame.Frame;
import dev.weir.frame.counts.DropCause;
import dev.weir.frame.counts.FrameCounts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.Test;

/** Live cameras: the newest frame counts, and a camera that fails is opened again. */
class LiveIngestTest extends IngestFixture {
  @Test
  void aLiveCameraKeepsTheNewestAndItsGapsAreItsDrops() throws InterruptedException {
    // Given a Kafka that acknowledges no record, and a live camera that keeps sending
    MockProducer<String, Frame> kafka = kafka(false);
    FakeSource live = new FakeSource(true).pictures(100);
    try (Ingest ingest = Ingest.start(kafka, List.of(camera(FRONT, live)), this::open, FAST)) {
      until(() -> ingest.counts().get(FRONT).in() == 100);

      // When Kafka confirms again
      until(
          () -> {
            kafka.completeNext();
            return ingest.counts().get(FRONT).inFlight() == 0;
          });

      // Then the last frame is among those that were sent, and each gap in the numbers is a drop
      FrameCounts counts = ingest.counts().get(FRONT);
      assertThat(counts.out() + counts.droppedTotal()).isEqualTo(100);
      assertThat(counts.dropped()).containsOnlyKeys(DropCause.KAFKA_SLOW);
      List<Long> sent = sequences(kafka);
      assertThat(sent).isSorted().endsWith(99L).hasSize((int) counts.out());
    }
  }

  @Test
  void aCameraThatBreaksIsOpenedAgainAsANewSession() throws InterruptedException {
    // Given
    MockProducer<String, Frame> kafka = kafka(true);
    FakeSource first =
        new FakeSource(true).pictures(3).breaks(SourceException.passing("connection reset"));
    FakeSource second = new FakeSource(true).pictures(2);

    // When
    try (Ingest ingest =
        Ingest.start(kafka, List.of(camera(FRONT, first, second)), this::open, FAST)) {
      until(() -> kafka.history().size() >= 2 && ingest.counts().get(FRONT).in() == 5);
      until(() -> ingest.counts().get(FRONT).inFlight() == 0);

      // Then
      List<String> sessions =
          kafka.history().stream().map(r -> r.value().id().session()).distinct().toList();
      assertThat(sessions).hasSize(2);
      assertThat(kafka.history().get(kafka.history().size() - 1).value().id().sequence())
          .isEqualTo(1);
      assertThat(first.closed()).isTrue();
      assertThat(ingest.troubles()).isEmpty();
    }
  }

  @Test
  void aCameraThatRefusesItsUserIsRetried() throws InterruptedException {
    // Given a camera that answers 401 while it starts
    MockProducer<String, Frame> kafka = kafka(true);
    FakeSource refuses =
        new FakeSource(true).pictures(1).breaks(SourceException.refused("401 Unauthorized"));
    FakeSource works = new FakeSource(true).pictures(2);

    // When
    try (Ingest ingest =
        Ingest.start(kafka, List.of(camera(FRONT, refuses, works)), this::open, FAST)) {
      until(() -> ingest.counts().get(FRONT).out() == 3);

      // Then
      assertThat(ingest.failures()).isEmpty();
      assertThat(ingest.troubles()).isEmpty();
    }
  }

  @Test
  void closingEndsAReadThatHangs() {
    // Given a camera that never delivers
    MockProducer<String, Frame> kafka = kafka(true);
    Ingest ingest =
        Ingest.start(kafka, List.of(camera(FRONT, new FakeSource(true))), this::open, FAST);

    // When
    long before = System.nanoTime();
    ingest.close();

    // Then
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
    assertThat(kafka.closed()).isTrue();
  }

  @Test
  void aLiveCameraContinuesIfKafkaRefusesOneOfItsFrames() {
    // Given
    MockProducer<String, Frame> kafka = kafka(false);
    Camera live = camera(FRONT, new FakeSource(true).pictures(2));

    // When
    try (Ingest ingest = Ingest.start(kafka, List.of(live), this::open, FAST)) {
      until(() -> kafka.history().size() == 2);
      kafka.errorNext(new IllegalStateException("disk full"));
      kafka.completeNext();
      until(() -> ingest.counts().get(FRONT).inFlight() == 0);

      // Then
      assertThat(ingest.counts())
          .containsEntry(FRONT, new FrameCounts(2, 1, Map.of(DropCause.SEND_FAILED, 1L), 0));
      assertThat(ingest.failures()).isEmpty();
    }
  }

  @Test
  void aFrameIsTimedBeforeItIsEncoded() throws InterruptedException {
    // Given a clock that shows the number of counted frames in seconds; frames are counted before
    // they are encoded
    MockProducer<String, Frame> kafka = kafka(true);
    AtomicReference<Ingest> running = new AtomicReference<>();
    Clock counted =
        new Clock() {
          @Override
          public Instant instant() {
            Ingest ingest = running.get();
            return Instant.ofEpochSecond(ingest == null ? 0 : ingest.counts().get(FRONT).in());
          }

          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        };
    FakeSource live = new FakeSource(true);
    try (Ingest ingest =
        Ingest.start(kafka, List.of(camera(FRONT, live)), this::open, FAST.withClock(counted))) {
      running.set(ingest);

      // When
      live.pictures(3);
      until(() -> kafka.history().size() == 3);

      // Then
      assertThat(kafka.history())
          .extracting(r -> r.value().captureTime().getEpochSecond())
          .containsExactly(0L, 1L, 2L);
    }
  }
}
