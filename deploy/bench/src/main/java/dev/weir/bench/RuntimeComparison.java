package dev.weir.bench;

import dev.weir.frame.TemporaryFolder;
import dev.weir.inference.ProviderChoice;
import dev.weir.inference.SegmenterOptions;
import dev.weir.inference.timing.InterleavedTiming;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.Network;
import dev.weir.zoo.model.EnsembleModel;
import dev.weir.zoo.model.ImportedModel;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.model.OnnxWeights;
import dev.weir.zoo.networks.Networks;
import dev.weir.zoo.onnx.NetworkModel;
import dev.weir.zoo.quantize.QuantizedModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the same network, as one ONNX file, on Weir's ONNX Runtime and on other runtimes: with the
 * same images and the same number of CPU threads, in turns. Measures the network alone, floats in
 * and scores out, because other runtimes do the preprocessing and postprocessing of Weir's graph
 * elsewhere. ONNX Runtime's threads spin here, as in DJL, because nothing else needs the cores. One
 * thread.
 */
public final class RuntimeComparison {
  private static final int ROUNDS = 3;
  private static final long SEED = 5;

  private final Path file;
  private final List<String> rivals;
  private final int threads;
  private final Duration round;

  /**
   * Compares on the weights of a deployed model.
   *
   * @param rivals {@code opencv}, {@code djl}
   * @param threads CPU threads of each runtime
   * @param round length of one measurement
   */
  public RuntimeComparison(Path file, List<String> rivals, int threads, Duration round) {
    for (String rival : rivals) {
      if (!rival.equals("opencv") && !rival.equals("djl")) {
        throw new NotComparableException("--against %s: expected opencv, djl".formatted(rival));
      }
    }
    this.file = file;
    this.rivals = rivals.stream().distinct().toList();
    this.threads = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    this.round = round;
  }

  /**
   * Adds a row per runtime and batch, and the figures of the last batch as the result.
   *
   * @throws NotComparableException if the model is not a single zoo network with floating-point
   *     weights
   * @throws Exception if a runtime fails; the type depends on the runtime
   */
  public void measure(List<Integer> batches, BenchReport report) throws Exception {
    OnnxWeights weights = OnnxWeights.read(file);
    ModelMetadata metadata = weights.metadata();
    refuseWhatIsNotOneNetwork(metadata);
    Network network =
        Networks.of(metadata.network(), metadata.classNames().size(), metadata.width());
    report.result("network", metadata.network());
    report.result("size", metadata.size());
    report.result("threads", threads);
    for (int batch : batches) {
      byte[] model = NetworkModel.scoring(network, weights, metadata.size(), batch).toBytes();
      try (TemporaryFolder folder =
          TemporaryFolder.create("weir-network", megabytes(model.length))) {
        Path core = Files.write(folder.path().resolve("network.onnx"), model);
        measure(core, model, metadata.size(), batch, report);
      }
    }
  }

  private static long megabytes(long bytes) {
    return (bytes >> 20) + 1;
  }

  private void refuseWhatIsNotOneNetwork(ModelMetadata metadata) {
    if (EnsembleModel.is(metadata)) {
      throw new NotComparableException(
          "--model %s: an ensemble of %s; --against compares single networks: name a member"
              .formatted(file, EnsembleModel.members(metadata)));
    }
    if (ImportedModel.is(metadata)) {
      throw new NotComparableException(
          "--model %s: an imported model; --against compares networks of the zoo: name a model of 'weir models list'"
              .formatted(file));
    }
    if (QuantizedModel.is(metadata)) {
      throw new NotComparableException(
          "--model %s: its weights are 8-bit integers; --against compares networks with floating-point weights: name the model that it was quantized from"
              .formatted(file));
    }
  }

  private void measure(Path core, byte[] model, InputSize size, int batch, BenchReport report)
      throws Exception {
    FloatBuffer image = image(batch, size);
    List<NetworkRuntime> engines = new ArrayList<>();
    try {
      // Open the other runtimes first: DJL refuses an ONNX Runtime that is already in use.
      for (String rival : rivals) {
        engines.add(open(rival, core, size, batch));
      }
      engines.add(
          0,
          new WeirRuntime(
              model,
              new SegmenterOptions(ProviderChoice.CPU, threads).spinning(),
              batch,
              3,
              size.height(),
              size.width()));
      double[] fps = inTurns(engines, image, batch);
      float[] expected = engines.get(0).run(image);
      double best = 0;
      for (int e = 0; e < engines.size(); e++) {
        NetworkRuntime engine = engines.get(e);
        double own = fps[e];
        double apart = apart(engine, image, expected);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("engine", engine.name());
        row.put("batch", batch);
        row.put("fps", own);
        row.put("ms/batch", 1000.0 * batch / own);
        row.put("apart", "%.1e".formatted(apart));
        report.row(row);
        report.result("batch", batch);
        report.result(engine.name() + "_fps", own);
        if (e > 0) {
          report.result("weir_to_" + engine.name(), fps[0] / own);
          report.result(engine.name() + "_apart", "%.1e".formatted(apart));
          best = Math.max(best, own);
        }
      }
      report.result("ratio", fps[0] / best);
    } finally {
      for (NetworkRuntime engine : engines) {
        engine.close();
      }
    }
  }

  private NetworkRuntime open(String rival, Path core, InputSize size, int batch)
      throws IOException {
    return rival.equals("opencv")
        ? new OpenCvRuntime(core, threads, batch, 3, size.height(), size.width())
        : new DjlRuntime(core, threads, batch, 3, size.height(), size.width());
  }

  private double[] inTurns(List<NetworkRuntime> engines, FloatBuffer image, int batch)
      throws Exception {
    for (NetworkRuntime engine : engines) {
      fps(engine, image, batch, Duration.ZERO); // warm-up: memory and kernels
    }
    List<InterleavedTiming.Round<Exception>> rounds = new ArrayList<>();
    for (NetworkRuntime engine : engines) {
      rounds.add(() -> fps(engine, image, batch, round));
    }
    return InterleavedTiming.medians(rounds, ROUNDS);
  }

  private static double fps(NetworkRuntime engine, FloatBuffer image, int batch, Duration length)
      throws Exception {
    long start = System.nanoTime();
    long count = 0;
    do {
      engine.run(image);
      count += batch;
    } while (System.nanoTime() - start < length.toNanos());
    return count * 1e9 / (System.nanoTime() - start);
  }

  /** Returns the largest absolute difference from the expected scores. */
  private static double apart(NetworkRuntime engine, FloatBuffer image, float[] expected)
      throws Exception {
    float[] found = engine.run(image);
    if (found.length != expected.length) {
      throw new IllegalStateException(
          "%s gives %d scores, expected %d"
              .formatted(engine.name(), found.length, expected.length));
    }
    double apart = 0;
    for (int i = 0; i < found.length; i++) {
      apart = Math.max(apart, Math.abs(found[i] - expected[i]));
    }
    return apart;
  }

  /** Returns noise in the range of normalized pixels. */
  private static FloatBuffer image(int batch, InputSize size) {
    int values = batch * 3 * size.height() * size.width();
    FloatBuffer image =
        ByteBuffer.allocateDirect(values * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    java.util.Random random = new java.util.Random(SEED);
    for (int i = 0; i < values; i++) {
      image.put(i, (float) random.nextGaussian());
    }
    return image;
  }
}
