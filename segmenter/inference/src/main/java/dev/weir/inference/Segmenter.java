package dev.weir.inference;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.weir.mask.ClassMap;
import dev.weir.zoo.DeployedModel;
import dev.weir.zoo.ModelMetadata;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model at work: frames in, masks out.
 *
 * <ol>
 *   <li>{@link #segment} may be called by several threads at once; each call runs by itself.
 *   <li>The buffers are the caller's, are used in place and only during the call.
 *   <li>{@link #close()} waits for calls that are running, 2 s at most. One that hangs is left to
 *       itself, and so is its memory: taking it away would end the process. Calls after it fail.
 * </ol>
 */
public final class Segmenter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Segmenter.class);
  private static final int DIGEST_BYTES = 6;
  private static final Duration HANGING = Duration.ofSeconds(2);

  private final Model model;
  private final OrtSession session;
  private final Provider provider;
  // Calls share it, closing has it alone.
  private final ReentrantReadWriteLock open = new ReentrantReadWriteLock();
  private boolean closed;

  private Segmenter(Model model, Sessions.Opened opened) {
    this.model = model;
    this.session = opened.session();
    this.provider = opened.provider();
  }

  /**
   * Opens a model.
   *
   * @throws ModelException if the file is no deployed model, or the provider is not there
   * @throws IOException if the file cannot be read
   */
  public static Segmenter open(Path file, SegmenterOptions options) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length == 0) {
      throw new ModelException("%s: an empty file, expected an ONNX model".formatted(file));
    }
    Sessions.Opened opened = Sessions.open(file.toString(), bytes, options);
    try {
      return new Segmenter(describe(file, bytes, opened.session()), opened);
    } catch (ModelException | RuntimeException e) {
      close(opened.session());
      throw e;
    }
  }

  private static Model describe(Path file, byte[] bytes, OrtSession session) throws ModelException {
    String name = file.getFileName().toString().replaceFirst("\\.onnx$", "");
    try {
      if (!session.getInputNames().contains(DeployedModel.INPUT)
          || !session.getOutputNames().contains(DeployedModel.OUTPUT)) {
        throw new ModelException(
            "%s: an ONNX model with inputs %s and outputs %s, expected %s and %s; it is no segmentation model of Weir's"
                .formatted(
                    file,
                    session.getInputNames(),
                    session.getOutputNames(),
                    DeployedModel.INPUT,
                    DeployedModel.OUTPUT));
      }
      ModelMetadata metadata =
          ModelMetadata.fromProperties(session.getMetadata().getCustomMetadata());
      ClassMap classes = ClassMap.of(metadata.classNames(), metadata.classColours());
      return new Model(name, digest(bytes), metadata, classes);
    } catch (OrtException | IllegalArgumentException e) {
      throw new ModelException(
          "%s: its description cannot be read: %s; export it again with 'weir models export'"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] sha = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(sha, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** What is known of the model. */
  public Model model() {
    return model;
  }

  /** Where it runs. */
  public Provider provider() {
    return provider;
  }

  /**
   * Segments a batch of frames of one size.
   *
   * @param frames direct, from position 0: u8 [count, height, width, 3], blue green red
   * @param classes direct, from position 0: u8 [count, height, width], filled with class numbers
   * @throws IllegalArgumentException if a buffer is not direct or too small
   * @throws IllegalStateException after {@link #close()}
   * @throws ModelException if the inference failed
   */
  public void segment(ByteBuffer frames, int count, int height, int width, ByteBuffer classes)
      throws ModelException {
    open.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException(model.name() + " is closed");
      }
      run(frames, count, height, width, classes);
    } finally {
      open.readLock().unlock();
    }
  }

  private void run(ByteBuffer frames, int count, int height, int width, ByteBuffer classes)
      throws ModelException {
    int pixels = Math.multiplyExact(Math.multiplyExact(count, height), width);
    ByteBuffer in = room("frames", frames, Math.multiplyExact(pixels, 3));
    ByteBuffer out = room("classes", classes, pixels);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OnnxTensor input =
            OnnxTensor.createTensor(
                environment, in, new long[] {count, height, width, 3}, OnnxJavaType.UINT8);
        OnnxTensor output =
            OnnxTensor.createTensor(
                environment, out, new long[] {count, height, width}, OnnxJavaType.UINT8);
        OrtSession.Result done =
            session.run(Map.of(DeployedModel.INPUT, input), Map.of(DeployedModel.OUTPUT, output))) {
      LOG.trace("segmented={} outputs={}", count, done.size());
    } catch (OrtException e) {
      throw new ModelException(
          "%s: inference of %d frames of %dx%d failed on %s: %s"
              .formatted(model.name(), count, width, height, provider, e.getMessage()),
          e);
    }
  }

  private static ByteBuffer room(String name, ByteBuffer buffer, int bytes) {
    if (!buffer.isDirect() || buffer.capacity() < bytes) {
      throw new IllegalArgumentException(
          "%s: a %s buffer of %d bytes, expected a direct one of at least %d"
              .formatted(name, buffer.isDirect() ? "direct" : "heap", buffer.capacity(), bytes));
    }
    return buffer.duplicate().clear().limit(bytes);
  }

  @Override
  public void close() {
    boolean alone = false;
    try {
      alone = open.writeLock().tryLock(HANGING.toMillis(), TimeUnit.MILLISECONDS);
      if (!alone) {
        LOG.warn("model={} left open: an inference hangs", model.name());
      } else if (!closed) {
        closed = true;
        close(session);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (alone) {
        open.writeLock().unlock();
      }
    }
  }

  private static void close(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      LOG.warn("session close failed cause={}", e.getMessage());
    }
  }
}
