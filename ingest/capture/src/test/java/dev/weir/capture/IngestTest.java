package dev.weir.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.capture.source.SourceException;
import dev.weir.frame.Frame;
import dev.weir.frame.counts.DropCause;
import dev.weir.frame.counts.FrameCounts;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.Test;

/** Which frames are taken, and what ends a camera. */
class IngestTest extends IngestFixture {
  @Test
  void aPermanentFailureEndsOnlyItsCamera() throws InterruptedException {
    // Given a camera that cannot be opened, and one that can
    MockProducer<String, Frame> kafka = kafka(true);
    Camera bad = camera(REAR);
    Camera good = camera(FRONT, new FakeSource(false).pictures(5).ends());

    // When
    try (Ingest ingest = Ingest.start(kafka, List.of(bad, good), this::open, FAST)) {
      assertThat(ingest.awaitEnd(PATIENCE)).isTrue();

      // Then
      assertThat(ingest.failures()).containsOnlyKeys(REAR);
      assertThat(ingest.failures().get(REAR)).contains("no more of it");
      assertThat(ingest.counts().get(FRONT).out()).isEqualTo(5);
    }
  }

  @Test
  void aCameraStopsAfterTheWantedNumberOfFrames() throws InterruptedException {
    // Given
    MockProducer<String, Frame> kafka = kafka(true);
    FakeSource endless = new FakeSource(false).pictures(1000);

    // When
    try (Ingest ingest =
        Ingest.start(
            kafka,
            List.of(camera(FRONT, endless)),
            this::open,
            FAST.withFrames(OptionalLong.of(7)))) {
      assertThat(ingest.awaitEnd(PATIENCE)).isTrue();

      // Then
      assertThat(ingest.counts()).containsEntry(FRONT, new FrameCounts(7, 7, Map.of(), 0));
    }
  }

  @Test
  void aRateThinsOutBeforeFramesAreNumbered() throws InterruptedException {
    // Given 25 pictures per second
    MockProducer<String, Frame> kafka = kafka(true);
    Camera file = camera(FRONT, new FakeSource(false).pictures(25).ends());

    // When five per second are wanted
    try (Ingest ingest = Ingest.start(kafka, List.of(file), this::open, FAST.withMaxFps(5))) {
      assertThat(ingest.awaitEnd(PATIENCE)).isTrue();

      // Then
      assertThat(sequences(kafka)).containsExactly(0L, 1L, 2L, 3L, 4L);
      assertThat(ingest.counts()).containsEntry(FRONT, new FrameCounts(5, 5, Map.of(), 0));
      assertThat(ingest.thinned()).containsEntry(FRONT, 20L);
    }
  }

  @Test
  void aPictureThatIsThinnedOutIsNeverConverted() throws InterruptedException {
    // Given
    AtomicInteger converted = new AtomicInteger();
    FakeSource file = new FakeSource(false).pictures(25, converted::incrementAndGet).ends();

    // When five per second are wanted
    try (Ingest ingest =
        Ingest.start(kafka(true), List.of(camera(FRONT, file)), this::open, FAST.withMaxFps(5))) {
      assertThat(ingest.awaitEnd(PATIENCE)).isTrue();

      // Then
      assertThat(converted).hasValue(5);
    }
  }

  @Test
  void aPictureWhosePixelsCannotBeMadeIsADropOfItsOwnCause() throws InterruptedException {
    // Given a file whose third picture cannot be copied from the decoding device
    AtomicInteger converted = new AtomicInteger();
    FakeSource.Conversion broken =
        () -> {
          if (converted.incrementAndGet() == 3) {
            throw SourceException.passing("device lost");
          }
        };
    FakeSource file = new FakeSource(false).pictures(5, broken).ends();

    // When
    try (Ingest ingest =
        Ingest.start(kafka(true), List.of(camera(FRONT, file)), this::open, FAST)) {
      assertThat(ingest.awaitEnd(PATIENCE)).isTrue();

      // Then
      assertThat(ingest.counts())
          .containsEntry(FRONT, new FrameCounts(3, 2, Map.of(DropCause.UNREADABLE, 1L), 0));
      assertThat(ingest.failures()).containsEntry(FRONT, "device lost");
    }
  }

  @Test
  void twoCamerasOfOneNameAreRefused() {
    Camera one = camera(FRONT, new FakeSource(false).ends());
    assertThatThrownBy(() -> Ingest.start(kafka(true), List.of(one, one), this::open, FAST))
        .hasMessageContaining("two cameras are named 'front'");
  }
}
