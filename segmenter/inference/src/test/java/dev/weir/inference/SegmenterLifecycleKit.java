package dev.weir.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.inference.kinds.InferenceKind;
import dev.weir.mask.ClassMap;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.model.Normalization;
import dev.weir.zoo.networks.Networks;
import dev.weir.zoo.weights.RandomWeights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests how every kind of inference opens, shares its threads, and closes. */
@Timeout(60)
abstract class SegmenterLifecycleKit {
  protected static final SegmenterOptions CPU = new SegmenterOptions(ProviderChoice.CPU, 1);
  private static final int THREADS = 3;
  static final byte UNTOUCHED = (byte) 0xEE;

  @TempDir protected static Path directory;
  private static Path model;

  /** Returns the kind of inference. */
  protected abstract InferenceKind kind();

  @BeforeAll
  static void exportARandomIcnet() throws IOException {
    model = directory.resolve("random.onnx");
    ModelMetadata metadata =
        new ModelMetadata(
            "icnet",
            0.25,
            ClassMap.CAMVID.classes().stream().map(ClassMap.Entry::name).toList(),
            ClassMap.CAMVID.classes().stream().map(ClassMap.Entry::rgb).toList(),
            Normalization.gray(0.42f, 0.28f),
            new InputSize(96, 64),
            Map.of());
    DeployedModel.of(Networks.of("icnet", 11, 0.25), new RandomWeights(3), metadata).write(model);
  }

  protected static Path model() {
    return model;
  }

  /** Opens the model for this kind of inference, with the fastest options. */
  protected Segmenter open() throws IOException {
    return kind().open(model, CPU);
  }

  protected static ByteBuffer noise(int bytes, long seed) {
    byte[] values = new byte[bytes];
    new Random(seed).nextBytes(values);
    return ByteBuffer.allocateDirect(bytes).put(0, values);
  }

  protected static byte[] array(ByteBuffer buffer) {
    byte[] values = new byte[buffer.capacity()];
    buffer.duplicate().clear().get(values);
    return values;
  }

  static ByteBuffer untouched(int bytes) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes);
    for (int i = 0; i < bytes; i++) {
      buffer.put(i, UNTOUCHED);
    }
    return buffer;
  }

  static byte[] alone(Segmenter segmenter, ByteBuffer frame, int height, int width)
      throws ModelException {
    ByteBuffer classes = ByteBuffer.allocateDirect(height * width);
    segmenter.segment(frame, 1, height, width, classes);
    return array(classes);
  }

  @Test
  void callsOfSeveralThreadsRunIndependently() throws Exception {
    // Given: a frame for each thread, and the classes that a single call finds in it
    int height = 48;
    int width = 64;
    List<ByteBuffer> frames = new ArrayList<>();
    List<byte[]> expected = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (Segmenter segmenter = open()) {
      for (int i = 0; i < THREADS; i++) {
        frames.add(noise(height * width * 3, 20 + i));
        expected.add(alone(segmenter, frames.get(i), height, width));
      }

      // When: all threads segment their frames repeatedly at the same time
      List<Future<byte[]>> found = new ArrayList<>();
      for (int round = 0; round < 5; round++) {
        for (ByteBuffer frame : frames) {
          found.add(threads.submit(() -> alone(segmenter, frame, height, width)));
        }
      }

      // Then
      for (int i = 0; i < found.size(); i++) {
        assertThat(found.get(i).get()).isEqualTo(expected.get(i % THREADS));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void afterCloseItRefusesCallsAndCanBeClosedAgain() throws IOException {
    Segmenter segmenter = open();
    segmenter.close();

    segmenter.close();

    assertThatThrownBy(() -> alone(segmenter, noise(64 * 64 * 3, 1), 64, 64))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("random is closed");
  }

  /** Calls the segmenter until it rejects a call. Each caller has its own buffer. */
  private static final class Caller implements Runnable {
    private static final int HEIGHT = 48;
    private static final int WIDTH = 64;

    private final Segmenter segmenter;
    private final CountDownLatch working;
    private final ByteBuffer frames = noise(2 * HEIGHT * WIDTH * 3, 9);
    private final Queue<ByteBuffer> buffers = new ConcurrentLinkedQueue<>();

    Caller(Segmenter segmenter, CountDownLatch working) {
      this.segmenter = segmenter;
      this.working = working;
    }

    @Override
    public void run() {
      try {
        while (true) {
          ByteBuffer classes = untouched(2 * HEIGHT * WIDTH);
          buffers.add(classes);
          segmenter.segment(frames, 2, HEIGHT, WIDTH, classes);
          working.countDown();
        }
      } catch (IllegalStateException closed) {
        // the segmenter is closed: stop
      } catch (ModelException e) {
        throw new AssertionError(e);
      }
    }

    List<byte[]> contents() {
      return buffers.stream().map(SegmenterKit::array).toList();
    }
  }

  @RepeatedTest(3)
  void closingWaitsForRunningCalls() throws Exception {
    // Given: threads that have made their first masks and continue
    Segmenter segmenter = open();
    CountDownLatch working = new CountDownLatch(THREADS);
    List<Caller> callers = new ArrayList<>();
    List<Future<?>> ends = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    for (int i = 0; i < THREADS; i++) {
      callers.add(new Caller(segmenter, working));
      ends.add(threads.submit(callers.get(i)));
    }
    assertThat(working.await(30, TimeUnit.SECONDS)).isTrue();

    // When
    segmenter.close();
    List<List<byte[]>> atTheEnd = callers.stream().map(Caller::contents).toList();

    // Then: each call had finished by then or was rejected
    for (Future<?> end : ends) {
      end.get(); // only the rejection was thrown
    }
    for (int i = 0; i < THREADS; i++) {
      List<byte[]> later = callers.get(i).contents();
      for (int call = 0; call < atTheEnd.get(i).size(); call++) {
        byte[] classes = atTheEnd.get(i).get(call);
        long untouched = IntStream.range(0, classes.length).filter(at(classes)).count();
        assertThat(Arrays.equals(later.get(call), classes)).as("nothing came later").isTrue();
        assertThat(untouched).as("untouched of all").isIn(0L, (long) classes.length);
      }
    }
    threads.shutdown();
  }

  private static IntPredicate at(byte[] classes) {
    return i -> classes[i] == UNTOUCHED;
  }

  @Test
  void aFileThatIsNoModelIsRefusedByName() throws IOException {
    Path text = Files.writeString(directory.resolve("text.onnx"), "not a model");
    Path empty = Files.write(directory.resolve("empty.onnx"), new byte[0]);

    assertThatThrownBy(() -> kind().open(text, CPU))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("text.onnx: ");
    assertThatThrownBy(() -> kind().open(empty, CPU))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("empty.onnx: an empty file");
  }
}
