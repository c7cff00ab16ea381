package dev.weir.stream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.frame.CameraId;
import dev.weir.frame.Frame;
import dev.weir.frame.FrameEncoding;
import dev.weir.frame.FrameId;
import dev.weir.frame.FrameRef;
import dev.weir.frame.MalformedMessageException;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.image.JpegEncoder;
import dev.weir.image.Pixels;
import dev.weir.mask.Mask;
import dev.weir.stream.options.PipelineOptions;
import dev.weir.stream.options.SegmenterStageOptions;
import dev.weir.stream.rules.FreshnessPolicy;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The segmentation pipeline")
class SegmentationPipelineTest {
  private static final Duration WAIT = Duration.ofMillis(2);

  /** Returns, for every pixel, the class painted into the frame; fails on request. */
  private static final class PaintSegmenter extends FakeSegmenter {
    final List<Integer> batches = new ArrayList<>();
    volatile boolean broken;
    volatile boolean tight;
    volatile int poison = -1;

    PaintSegmenter() {
      super("paint", "000000000000");
    }

    @Override
    public void segment(ByteBuffer frames, int count, int height, int width, ByteBuffer classes) {
      if (broken) {
        throw new IllegalStateException("out of memory on the device");
      }
      batches.add(count);
      for (int i = 0; i < count * width * height; i++) {
        int found = (frames.get(3 * i) & 0xFF) / 20;
        if (found == poison) {
          fail();
        }
        classes.put(i, (byte) found);
      }
    }

    private void fail() {
      if (tight) {
        throw new OutOfMemoryError("Java heap space");
      }
      throw new IllegalStateException("cannot be reshaped");
    }
  }

  private final PaintSegmenter engine = new PaintSegmenter();
  private SegmentationPipeline line;
  private long offset;

  private void start(int batch) {
    line =
        SegmentationPipeline.start(
            engine,
            SegmenterStageOptions.defaults()
                .withPipeline(new PipelineOptions(batch, WAIT, 2, 1, 2)));
  }

  @AfterEach
  void stop() {
    line.close();
  }

  private static byte[] painted(int width, int height, int classId) {
    Pixels pixels = Pixels.allocate(width, height);
    for (int i = 0; i < width * height * 3; i++) {
      pixels.bgr().put(i, (byte) (classId * 20 + 10));
    }
    return new JpegEncoder(95).encode(pixels);
  }

  private CompletableFuture<Outcome> submit(int width, int height, byte[] jpeg) {
    Frame frame =
        new Frame(
            new FrameId(new CameraId("camera" + offset % 3), "s1", offset),
            Instant.EPOCH,
            width,
            height,
            FrameEncoding.JPEG,
            jpeg,
            null);
    FrameRef origin = new FrameRef(FrameTopic.NAME, 0, offset++);
    FrameJob job = FrameJob.of(frame, origin, Instant.now(), FreshnessPolicy.LOSSLESS);
    line.submit(job);
    return job.outcome();
  }

  private static Outcome end(CompletableFuture<Outcome> outcome) throws Exception {
    return outcome.get(60, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void everyFrameGetsItsOwnMaskWhateverSizesComeTogether(int batch) throws Exception {
    // Given
    start(batch);
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();

    // When
    for (int i = 0; i < 60; i++) {
      int width = i % 2 == 0 ? 40 : 33;
      outcomes.add(submit(width, 24, painted(width, 24, i % 11)));
    }

    // Then
    for (int i = 0; i < outcomes.size(); i++) {
      Mask mask = ((Outcome.Masked) end(outcomes.get(i))).mask();
      byte[] expected = new byte[mask.width() * 24];
      Arrays.fill(expected, (byte) (i % 11));
      assertThat(mask.frameRef().offset()).isEqualTo(i);
      assertThat(mask.width()).isEqualTo(i % 2 == 0 ? 40 : 33);
      assertThat(mask.classes()).isEqualTo(expected);
    }
    assertThat(engine.batches).allMatch(count -> count <= batch);
  }

  @Test
  void aBrokenFrameTakesNoOtherWithIt() throws Exception {
    // Given
    start(4);
    byte[] good = painted(40, 24, 5);
    byte[] cut = Arrays.copyOf(good, 30);

    // When
    CompletableFuture<Outcome> before = submit(40, 24, good);
    CompletableFuture<Outcome> broken = submit(40, 24, cut);
    CompletableFuture<Outcome> after = submit(40, 24, good);

    // Then
    assertThat(((Outcome.Failed) end(broken)).cause())
        .isInstanceOf(MalformedMessageException.class);
    assertThat(end(before)).isInstanceOf(Outcome.Masked.class);
    assertThat(end(after)).isInstanceOf(Outcome.Masked.class);
  }

  @Test
  void aBrokenEngineFailsEveryFrameThatItHadAndTheLineGoesOn() throws Exception {
    // Given
    start(2);
    engine.broken = true;
    CompletableFuture<Outcome> first = submit(40, 24, painted(40, 24, 1));
    CompletableFuture<Outcome> second = submit(40, 24, painted(40, 24, 1));
    assertThat(((Outcome.Failed) end(first)).cause())
        .isInstanceOf(EngineFailedException.class)
        .hasMessageContaining("camera0/s1/0");
    end(second);

    // When
    engine.broken = false;

    // Then
    assertThat(end(submit(40, 24, painted(40, 24, 1)))).isInstanceOf(Outcome.Masked.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFrameOnWhichTheEngineFailsGoesAloneAndTakesNoOtherWithIt(boolean tight) throws Exception {
    // Given an engine that fails on one kind of image, with an exception or out of memory
    engine.poison = 7;
    engine.tight = tight;
    start(4);
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();

    // When
    for (int i = 0; i < 24; i++) {
      outcomes.add(submit(40, 24, painted(40, 24, i % 8)));
    }

    // Then
    for (int i = 0; i < outcomes.size(); i++) {
      Outcome outcome = end(outcomes.get(i));
      if (i % 8 == 7) {
        assertThat(((Outcome.Failed) outcome).cause())
            .isInstanceOf(UnprocessableFrameException.class)
            .hasMessageContaining("40x24")
            .hasMessageContaining(tight ? "Java heap space" : "cannot be reshaped");
      } else {
        assertThat(((Outcome.Masked) outcome).mask().classes()[0]).isEqualTo((byte) (i % 8));
      }
    }
  }

  @Test
  void aFrameThatCostsTooMuchIsRefusedUndecoded() throws Exception {
    // Given
    line =
        SegmentationPipeline.start(
            engine,
            SegmenterStageOptions.defaults()
                .withPipeline(new PipelineOptions(1, WAIT, 1, 1, 1))
                .withMaxPixels(OptionalLong.of(39 * 24)));

    // When
    CompletableFuture<Outcome> large = submit(40, 24, new byte[] {1});
    CompletableFuture<Outcome> small = submit(39, 24, painted(39, 24, 5));

    // Then
    assertThat(((Outcome.Failed) end(large)).cause())
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("40x24 = 960 pixels, expected at most 936")
        .hasMessageContaining("--max-pixels");
    assertThat(end(small)).isInstanceOf(Outcome.Masked.class);
  }

  @Test
  void aMaskThatCannotBeWrittenIsItsFramesDeathAlone() throws Exception {
    // Given an engine that returns a class without a name
    start(1);

    // When
    CompletableFuture<Outcome> odd = submit(40, 24, painted(40, 24, 12));
    CompletableFuture<Outcome> good = submit(40, 24, painted(40, 24, 5));

    // Then
    assertThat(((Outcome.Failed) end(odd)).cause()).isInstanceOf(UnprocessableFrameException.class);
    assertThat(end(good)).isInstanceOf(Outcome.Masked.class);
  }

  @Test
  void nothingIsAllocatedThatGrowsWithTheFrame() throws Exception {
    // Given a pipeline that has processed this size: 3.7 MB decoded
    int width = 1280;
    int height = 960;
    byte[] jpeg = painted(width, height, 3);
    start(1);
    for (int i = 0; i < 10; i++) {
      end(submit(width, height, jpeg));
    }
    long direct = directBuffers();
    long before = allocated();

    // When
    int frames = 20;
    int masks = 0;
    for (int i = 0; i < frames; i++) {
      masks += ((Outcome.Masked) end(submit(width, height, jpeg))).mask().data().length;
    }

    // Then each frame allocates its mask and little else
    long each = (allocated() - before - masks) / frames;
    assertThat(each).isBetween(0L, 20_000L);
    // The collector may free buffers of earlier tests meanwhile.
    assertThat(directBuffers()).isLessThanOrEqualTo(direct);
  }

  private static long allocated() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("weir-"))
        .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getId()))
        .sum();
  }

  /** Returns the memory shared by decoders, network and encoders. */
  private static long directBuffers() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }
}
