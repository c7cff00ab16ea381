package dev.weir.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.capture.source.FrameSource;
import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.SourceOptions;
import dev.weir.frame.CameraId;
import dev.weir.frame.Frame;
import dev.weir.frame.counts.DropCause;
import dev.weir.frame.counts.FrameCounts;
import dev.weir.frame.kafka.FrameSerializer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class IngestTest {
  private static final CameraId FRONT = new CameraId("front");
  private static final CameraId REAR = new CameraId("rear");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final IngestOptions FAST =
      IngestOptions.defaults().withSpeed(IngestOptions.Speed.MAX);

  private final Map<String, Deque<FakeSource>> sources = new HashMap<>();

  private Camera camera(CameraId id, FakeSource... opened) {
    sources.put(id.value(), new ArrayDeque<>(Arrays.asList(opened)));
    return new Camera(id, id.value());
  }

  private FrameSource open(String url, SourceOptions options) throws SourceException {
    FakeSource next = sources.get(url).poll();
    if (next == null) {
      throw SourceException.permanent("source " + url + ": no more of it");
    }
    return next;
  }

  private static MockProducer<String, Frame> kafka(boolean confirmsAtOnce) {
    return new MockProducer<>(
        confirmsAtOnce, new RoundRobinPartitioner(), new StringSerializer(), new FrameSerializer());
  }

  private static List<Long> sequences(MockProducer<String, Frame> kafka) {
    return kafka.history().stream().map(r -> r.value().id().sequence()).toList();
  }

  private static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

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
  void aLiveCameraKeepsTheNewestAndItsGapsAreItsDrops() throws InterruptedException {
    // Given a Kafka that confirms nothing, and a live camera that keeps sending
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
  void aCameraThatRefusesItsUserOnceIsAskedAgain() throws InterruptedException {
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
  void aCameraThatFailsForGoodEndsAlone() throws InterruptedException {
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
  void stopsAfterTheFramesThatWereAskedFor() throws InterruptedException {
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
  void aFileOfWhichKafkaRefusesAFrameHasFailed() throws InterruptedException {
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
  void aLiveCameraOfWhichKafkaRefusesAFrameGoesOn() {
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
        .hasMessageContaining("camera 'front' stands twice");
  }
}
