package dev.weir.inference.onnxruntime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.weir.inference.ModelException;
import dev.weir.inference.ModelInfo;
import dev.weir.inference.Provider;
import dev.weir.inference.Segmenter;
import dev.weir.inference.SegmenterOptions;
import dev.weir.mask.ClassMap;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.model.ModelFile;
import dev.weir.zoo.model.ModelFileException;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.model.ProbabilityModel;
import dev.weir.zoo.model.ScoreModel;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs whole frames through a model's network once. */
public final class OnnxSegmenter implements Segmenter {
  private static final Logger LOG = LoggerFactory.getLogger(OnnxSegmenter.class);
  private static final int DIGEST_BYTES = 6;

  /** ONNX Runtime's key for freeing an arena's unused memory after a run. */
  private static final String GIVE_BACK = "memory.enable_memory_arena_shrinkage";

  private final ModelInfo model;
  private final OrtSession session;
  private final Provider provider;
  private final InFlightCalls calls;
  private final ExcessMemory surplus = new ExcessMemory();

  private OnnxSegmenter(ModelInfo model, OnnxSessions.Opened opened) {
    this.model = model;
    this.session = opened.session();
    this.provider = opened.provider();
    this.calls = new InFlightCalls(model.name());
  }

  /**
   * Opens a model.
   *
   * @throws ModelException if the file cannot be read, is damaged or is not a deployed model, or
   *     the provider is not available
   */
  public static OnnxSegmenter open(Path file, SegmenterOptions options) throws ModelException {
    byte[] bytes = read(file);
    return open(file, bytes, bytes, options);
  }

  /** Opens a model that also supports {@link #probabilities}. */
  public static OnnxSegmenter openForProbabilities(Path file, SegmenterOptions options)
      throws ModelException {
    return open(file, options, ProbabilityModel::of);
  }

  /** Opens a model that also supports {@link #scores}. */
  public static OnnxSegmenter openForScores(Path file, SegmenterOptions options)
      throws ModelException {
    return open(file, options, ScoreModel::of);
  }

  private static OnnxSegmenter open(
      Path file, SegmenterOptions options, UnaryOperator<byte[]> withFurtherOutput)
      throws ModelException {
    byte[] bytes = read(file);
    byte[] extended;
    try {
      extended = withFurtherOutput.apply(bytes);
    } catch (IllegalArgumentException e) {
      throw new ModelException(
          "%s: its class scores cannot be found: %s".formatted(file, e.getMessage()), e);
    }
    return open(file, bytes, extended, options);
  }

  private static byte[] read(Path file) throws ModelException {
    try {
      return ModelFile.read(file).bytes();
    } catch (ModelFileException e) {
      throw new ModelException(String.valueOf(e.getMessage()), e);
    }
  }

  private static OnnxSegmenter open(Path file, byte[] bytes, byte[] asked, SegmenterOptions options)
      throws ModelException {
    OnnxSessions.Opened opened = OnnxSessions.open(file.toString(), asked, options);
    try {
      return new OnnxSegmenter(describe(file, bytes, opened.session()), opened);
    } catch (ModelException | RuntimeException e) {
      close(opened.session());
      throw e;
    }
  }

  private static ModelInfo describe(Path file, byte[] bytes, OrtSession session)
      throws ModelException {
    String name = file.getFileName().toString().replaceFirst("\\.onnx$", "");
    try {
      if (!session.getInputNames().contains(DeployedModel.INPUT)
          || !session.getOutputNames().contains(DeployedModel.OUTPUT)) {
        throw new ModelException(
            "%s: an ONNX model with inputs %s and outputs %s, expected %s and %s of a Weir model; import other models with 'weir models import'"
                .formatted(
                    file,
                    session.getInputNames(),
                    session.getOutputNames(),
                    DeployedModel.INPUT,
                    DeployedModel.OUTPUT));
      }
      ModelMetadata metadata =
          ModelMetadata.fromProperties(session.getMetadata().getCustomMetadata());
      ClassMap classes = ClassMap.of(metadata.classNames(), metadata.classColors());
      return new ModelInfo(name, digest(bytes), metadata, classes);
    } catch (OrtException | IllegalArgumentException e) {
      throw new ModelException(
          "%s: its metadata cannot be read: %s; export it again with 'weir models export'"
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

  @Override
  public ModelInfo model() {
    return model;
  }

  @Override
  public Provider provider() {
    return provider;
  }

  @Override
  public void segment(ByteBuffer frames, int count, int height, int width, ByteBuffer classes)
      throws ModelException {
    calls.run(() -> run(frames, count, height, width, classes));
  }

  /**
   * Computes the probability of each class. The model must be opened {@linkplain
   * #openForProbabilities for probabilities}.
   *
   * @param frame direct, from position 0: u8 [height, width, 3], BGR
   * @param probabilities direct, from position 0: receives float [classes, height, width]
   * @throws ModelException if the inference failed
   */
  public void probabilities(ByteBuffer frame, int height, int width, FloatBuffer probabilities)
      throws ModelException {
    calls.run(() -> ask(ProbabilityModel.OUTPUT, frame, height, width, probabilities));
  }

  /**
   * Computes the score of each class before softmax. The model must be opened {@linkplain
   * #openForScores for scores}.
   *
   * @param frame direct, from position 0: u8 [height, width, 3], BGR
   * @param scores direct, from position 0: receives float [classes, height, width]
   * @throws ModelException if the inference failed
   */
  public void scores(ByteBuffer frame, int height, int width, FloatBuffer scores)
      throws ModelException {
    calls.run(() -> ask(ScoreModel.OUTPUT, frame, height, width, scores));
  }

  private void ask(String output, ByteBuffer frame, int height, int width, FloatBuffer values)
      throws ModelException {
    ByteBuffer in = room("frame", frame, Math.multiplyExact(height, width) * 3);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OnnxTensor input =
            OnnxTensor.createTensor(
                environment, in, new long[] {1, height, width, 3}, OnnxJavaType.UINT8);
        OnnxTensor filled =
            OnnxTensor.createTensor(
                environment,
                values.duplicate().clear(),
                new long[] {1, model.classes().size(), height, width});
        OrtSession.RunOptions options = runOptions((long) height * width);
        OrtSession.Result done =
            session.run(
                Map.of(DeployedModel.INPUT, input), Set.of(), Map.of(output, filled), options)) {
      LOG.trace("asked for={} outputs={}", output, done.size());
    } catch (OrtException e) {
      throw new ModelException(
          "%s: inference of a frame of %dx%d failed on %s: %s"
              .formatted(model.name(), width, height, provider, e.getMessage()),
          e);
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
        OrtSession.RunOptions options = runOptions(pixels);
        OrtSession.Result done =
            session.run(
                Map.of(DeployedModel.INPUT, input),
                Set.of(),
                Map.of(DeployedModel.OUTPUT, output),
                options)) {
      LOG.trace("segmented={} outputs={}", count, done.size());
    } catch (OrtException e) {
      throw new ModelException(
          "%s: inference of %d frames of %dx%d failed on %s: %s"
              .formatted(model.name(), count, width, height, provider, e.getMessage()),
          e);
    }
  }

  private OrtSession.RunOptions runOptions(long pixels) throws OrtException {
    OrtSession.RunOptions options = new OrtSession.RunOptions();
    if (surplus.after(pixels)) {
      options.addRunConfigEntry(GIVE_BACK, provider == Provider.CPU ? "cpu:0" : "cpu:0;gpu:0");
    }
    return options;
  }

  static ByteBuffer room(String name, ByteBuffer buffer, int bytes) {
    if (!buffer.isDirect() || buffer.capacity() < bytes) {
      throw new IllegalArgumentException(
          "%s: a %s buffer of %d bytes, expected a direct one of at least %d"
              .formatted(name, buffer.isDirect() ? "direct" : "heap", buffer.capacity(), bytes));
    }
    return buffer.duplicate().clear().limit(bytes);
  }

  @Override
  public void close() {
    calls.end(() -> close(session));
  }

  private static void close(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      LOG.warn("session close failed cause={}", e.getMessage());
    }
  }
}
