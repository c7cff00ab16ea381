package dev.weir.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.capture.source.CapturedImage;
import dev.weir.capture.source.FrameSource;
import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.SourceOptions;
import dev.weir.frame.CameraId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OpenedCamerasTest {
  private static final SourceOptions OPTIONS = SourceOptions.DEFAULTS;

  private final Map<String, Deque<FrameSource>> sources = new ConcurrentHashMap<>();
  private final AtomicInteger opened = new AtomicInteger();
  private final OpenedCameras cameras = new OpenedCameras(this::openSource);

  private FrameSource openSource(String url, SourceOptions options) throws SourceException {
    opened.incrementAndGet();
    FrameSource next = sources.getOrDefault(url, new ArrayDeque<>()).poll();
    if (next == null) {
      throw SourceException.passing(url + ": cannot connect");
    }
    return next;
  }

  private Camera camera(String name, FrameSource... opened) {
    sources.put(name, new ArrayDeque<>(Arrays.asList(opened)));
    return new Camera(new CameraId(name), name);
  }

  @Test
  void aWorkerGetsTheSourceThatWasOpenedBefore() throws Exception {
    // Given
    FakeSource file = new FakeSource(false).pictures(3).ends();
    cameras.openAll(List.of(camera("front", file)), OPTIONS);

    // When
    FrameSource source = cameras.open("front", OPTIONS);

    // Then no picture of it was read
    assertThat(source).isSameAs(file);
    assertThat(source.next().position()).isZero();
    assertThat(opened).hasValue(1);
  }

  @Test
  void aSecondRequestOpensTheCameraAnew() throws Exception {
    // Given
    FakeSource second = new FakeSource(false).ends();
    cameras.openAll(List.of(camera("front", new FakeSource(false).ends(), second)), OPTIONS);
    cameras.open("front", OPTIONS);

    // When, Then
    assertThat(cameras.open("front", OPTIONS)).isSameAs(second);
  }

  @Test
  void aRequestWithOtherOptionsOpensTheCameraAnew() throws Exception {
    // Given
    FakeSource second = new FakeSource(false).ends();
    cameras.openAll(List.of(camera("front", new FakeSource(false).ends(), second)), OPTIONS);

    // When, Then
    assertThat(cameras.open("front", OPTIONS.withDecodeThreads(7))).isSameAs(second);
  }

  @Test
  void theFirstCameraThatCannotBeOpenedIsReportedAndTheOthersAreClosed() {
    // Given
    FakeSource works = new FakeSource(true);
    List<Camera> all = List.of(camera("front", works), camera("rear"), camera("left"));

    // When, Then
    assertThatThrownBy(() -> cameras.openAll(all, OPTIONS))
        .isInstanceOf(SourceException.class)
        .hasMessage("rear: cannot connect");
    assertThat(works.closed()).isTrue();
  }

  /** A live source whose test can wait until it is read. */
  private static final class WatchedSource extends FakeSource {
    private final CountDownLatch read = new CountDownLatch(1);

    WatchedSource() {
      super(true);
    }

    void awaitRead() throws InterruptedException {
      assertThat(read.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public @Nullable CapturedImage next() throws SourceException {
      read.countDown();
      return super.next();
    }
  }

  /** A camera that delivers a picture whenever it is asked. */
  private static final class EagerSource implements FrameSource {
    private final AtomicInteger pictures = new AtomicInteger();

    @Override
    public CapturedImage next() {
      int number = pictures.getAndIncrement();
      return new CapturedImage.Jpeg(Duration.ofMillis(number), 1, 1, new byte[] {});
    }

    @Override
    public boolean live() {
      return true;
    }

    @Override
    public String description() {
      return "eager";
    }

    @Override
    public void close() {}
  }

  @Test
  void picturesThatACameraSendsBeforeItsWorkerStartsAreDiscarded() throws Exception {
    // Given
    EagerSource live = new EagerSource();
    cameras.openAll(List.of(camera("front", live)), OPTIONS);
    Awaitility.await().until(() -> live.pictures.get() > 100);

    // When
    FrameSource source = cameras.open("front", OPTIONS);

    // Then the worker is the only reader
    assertThat(source).isSameAs(live);
    int before = live.pictures.get();
    assertThat(source.next().position()).isEqualTo(Duration.ofMillis(before));
    assertThat(live.pictures).hasValue(before + 1);
  }

  @Test
  void aCameraThatBreaksBeforeItsWorkerStartsIsOpenedAnew() throws Exception {
    // Given
    WatchedSource breaks = new WatchedSource();
    breaks.breaks(SourceException.passing("reset"));
    FakeSource second = new FakeSource(true);
    cameras.openAll(List.of(camera("front", breaks, second)), OPTIONS);
    breaks.awaitRead();

    // When, Then
    assertThat(cameras.open("front", OPTIONS)).isSameAs(second);
    assertThat(breaks.closed()).isTrue();
  }

  @Test
  void aCameraThatSendsNothingForASecondIsOpenedAnew() throws Exception {
    // Given
    WatchedSource silent = new WatchedSource();
    FakeSource second = new FakeSource(true);
    cameras.openAll(List.of(camera("front", silent, second)), OPTIONS);
    silent.awaitRead();

    // When, Then
    assertThat(cameras.open("front", OPTIONS)).isSameAs(second);
    assertThat(silent.closed()).isTrue();
  }

  @Test
  void closingClosesOnlyTheSourcesThatNoWorkerTook() throws Exception {
    // Given
    FakeSource taken = new FakeSource(false);
    FakeSource left = new FakeSource(false);
    cameras.openAll(List.of(camera("front", taken), camera("rear", left)), OPTIONS);
    cameras.open("front", OPTIONS);

    // When
    cameras.close();

    // Then
    assertThat(taken.closed()).isFalse();
    assertThat(left.closed()).isTrue();
  }
}
