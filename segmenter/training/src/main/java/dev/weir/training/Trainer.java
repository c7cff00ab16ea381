package dev.weir.training;

import dev.weir.inference.ProviderChoice;
import dev.weir.inference.Segmenter;
import dev.weir.inference.SegmenterOptions;
import dev.weir.mask.ClassMap;
import dev.weir.training.augment.Sample;
import dev.weir.training.data.ClassFrequencies;
import dev.weir.training.data.Mixture;
import dev.weir.training.evaluation.Evaluation;
import dev.weir.training.evaluation.Evaluator;
import dev.weir.training.loss.GuidedLoss;
import dev.weir.training.torch.Batch;
import dev.weir.training.torch.TorchOps;
import dev.weir.training.torch.TorchParameters;
import dev.weir.training.torch.TorchScope;
import dev.weir.zoo.DeployedModel;
import dev.weir.zoo.ModelMetadata;
import dev.weir.zoo.Network;
import dev.weir.zoo.Scores;
import dev.weir.zoo.Size;
import dev.weir.zoo.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;

/**
 * One training run: goes round samples, loss, gradients and weights; now and then exports the model
 * as it would ship and scores that.
 *
 * <ol>
 *   <li>On a CPU, with the same number of threads, everything follows from the recipe's seed: a run
 *       that was stopped and gone on with ends in the same weights as one that was not.
 *   <li>Every point leaves {@code checkpoint.pt}, {@code last.onnx} and {@code run.json} whole.
 *   <li>Native memory does not grow from step to step.
 *   <li>One thread; libtorch uses more inside.
 * </ol>
 */
public final class Trainer {
  private static final SegmenterOptions ALL_CORES = new SegmenterOptions(ProviderChoice.CPU, 0);

  private final Recipe recipe;
  private final TrainingData data;
  private final RunFolder folder;
  private final Device device;
  private final Network network;
  private final TorchParameters weights;
  private final TorchParameters average;
  private final Optimization optimization;
  private final GuidedLoss loss;
  private final Settling settling;
  private final Stages stages;
  private RunReport report;
  private int done;

  /**
   * What a run begins with.
   *
   * @param weights every weight of the network
   * @param name where they came from, for the report
   * @param commit of the code, for the model's metadata; empty if not known
   */
  public record Start(Weights weights, String name, String commit) {}

  private Trainer(
      Recipe recipe, TrainingData data, RunFolder folder, TrainingDevice device, Start start) {
    this.recipe = recipe;
    this.data = data;
    this.folder = folder;
    this.device = device.torch();
    this.network = recipe.definition();
    ClassFrequencies frequencies = ClassFrequencies.of(data.parts(), network.classes());
    float[] classWeights = recipe.weighting().weights(frequencies);
    this.weights = TorchParameters.of(network, start.weights(), this.device);
    this.average = weights.copy();
    this.optimization = new Optimization(recipe.optimizer(), weights);
    this.loss =
        new GuidedLoss(
            classWeights, recipe.hardShare(), recipe.lovasz(), recipe.upsampling(), this.device);
    this.settling = new Settling(recipe, this.device);
    this.stages = new Stages(recipe);
    this.report =
        new RunReport(
            recipe,
            data.names(),
            data.validation().name(),
            start.name(),
            IntStream.range(0, classWeights.length).mapToObj(i -> classWeights[i]).toList(),
            start.commit(),
            List.of(),
            Unscored.NOTHING);
  }

  /**
   * Trains to the recipe's last step, or until the listener asks to stop. A folder that holds a
   * checkpoint is gone on with.
   *
   * @param start what to begin with, unless there is a checkpoint
   * @return what the run did, its earlier parts included
   * @throws IOException if the folder cannot be written
   * @throws InterruptedException if interrupted; the last point's checkpoint is there
   * @throws dev.weir.training.data.DataException if a picture or label cannot be used, found before
   *     the first step
   */
  public static RunReport train(
      Recipe recipe,
      TrainingData data,
      RunFolder folder,
      TrainingDevice device,
      Start start,
      TrainingListener listener)
      throws IOException, InterruptedException {
    Files.createDirectories(folder.path());
    Trainer trainer = new Trainer(recipe, data, folder, device, start);
    try {
      trainer.goOn();
      trainer.run(listener);
      return trainer.report;
    } finally {
      trainer.loss.close();
      trainer.optimization.close();
      trainer.average.close();
      trainer.weights.close();
    }
  }

  private void goOn() throws IOException {
    if (Files.isRegularFile(folder.checkpoint()) && Files.isRegularFile(folder.report())) {
      RunReport before = RunReport.read(folder.report());
      if (!before.recipe().equals(recipe) || !before.data().equals(data.names())) {
        throw new IllegalArgumentException(
            "%s: begun with another recipe or other data; go on with those, or take an empty folder"
                .formatted(folder.path()));
      }
      done = Math.toIntExact(checkpoint().read(folder.checkpoint()));
      report = before.until(done);
    }
  }

  private void run(TrainingListener listener) throws IOException, InterruptedException {
    boolean stopped = unfinishedPoint() && !point(listener);
    try (SampleFeed feed = feed(done)) {
      while (!stopped && done < recipe.steps()) {
        long begun = System.nanoTime();
        Optional<List<Sample>> samples = feed.next(listener::stopAsked);
        if (samples.isPresent()) {
          double value = step(samples.get());
          done++;
          report = report.with(report.unscored().and(value, hoursSince(begun)));
          listener.step(done, recipe.steps(), value);
        }
        stopped = samples.isEmpty() || (unfinishedPoint() && !point(listener));
      }
    }
    if (stopped) {
      checkpoint().write(folder.checkpoint(), done);
      report.write(folder.report());
    }
  }

  /** Whether the last step's score is due: also of a run that was stopped in the middle of it. */
  private boolean unfinishedPoint() {
    boolean due = done % recipe.validateEvery() == 0 || done == recipe.steps();
    return done > 0 && due && !report.hasPoint(done);
  }

  private static double hoursSince(long begun) {
    return (System.nanoTime() - begun) / 3.6e12;
  }

  /** The samples of a step and those after it. */
  private SampleFeed feed(int step) {
    Mixture mixture = new Mixture(data.parts(), recipe.seed());
    mixture.skip((long) step * recipe.batch());
    return new SampleFeed(mixture, stages, recipe.batch(), recipe.seed());
  }

  private double step(List<Sample> samples) {
    double value = TorchScope.<Double>call(() -> learn(samples));
    // Early on the average follows closely, or it would stay near the first weights.
    double decay = Math.min(recipe.averaging(), (1 + done) / (10.0 + done));
    average.approach(weights, recipe.averaging() == 0 ? 1 : 1 - decay);
    return value;
  }

  private double learn(List<Sample> samples) {
    Batch batch = Batch.of(samples, recipe.normalisation(), recipe.precision(), device);
    TorchOps ops = new TorchOps(weights, TorchOps.Mode.LEARNING, recipe.precision(), seed());
    Scores<Tensor> scores = network.scores(ops, batch.images());
    Tensor wrong = loss.of(scores, batch.labels());
    double value = wrong.item_float();
    if (!Double.isFinite(value)) {
      throw new IllegalStateException(
          "the loss is %s at step %d; lower the learning rate, or lengthen the warm-up"
              .formatted(value, done));
    }
    optimization.step(wrong, rate());
    return value;
  }

  /** Whatever is drawn in this step follows from its number. */
  private long seed() {
    return recipe.seed() * 1_000_003 + done;
  }

  private double rate() {
    return recipe.optimizer().learningRate() * recipe.schedule().factor(done, recipe.steps());
  }

  /** Scores; false if asked to stop before it was done, which leaves no trace of it. */
  private boolean point(TrainingListener listener) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    if (!settle(listener::stopAsked)) {
      return false;
    }
    double epoch = (double) done * recipe.batch() / data.round();
    export(epoch, Map.of());
    Optional<Evaluation> scored;
    try (Segmenter segmenter = Segmenter.open(folder.last(), ALL_CORES)) {
      scored = new Evaluator(segmenter).scoreUnless(listener::stopAsked, data.validation());
    }
    if (scored.isEmpty()) {
      return false;
    }
    Evaluation evaluation = scored.get();
    RunPoint point =
        new RunPoint(
            done,
            epoch,
            report.unscored().meanLoss(),
            rate(),
            evaluation.meanIou(),
            evaluation.accuracy(),
            evaluation.ious(),
            report.hours() + report.unscored().hours() + hoursSince(begun));
    boolean best = report.best().map(b -> point.meanIou() > b.meanIou()).orElse(true);
    export(
        epoch,
        Map.of(
            "score",
            String.format(
                Locale.ROOT,
                "mIoU %.4f, accuracy %.4f on %s",
                point.meanIou(),
                point.accuracy(),
                data.validation().name())));
    if (best) {
      copyWhole(folder.last(), folder.best());
    }
    report = report.with(point);
    checkpoint().write(folder.checkpoint(), done);
    report.write(folder.report());
    Curves.write(report, folder.curves());
    listener.point(point, best);
    return true;
  }

  /** On what was learnt from last; false if asked to stop before that was done. */
  private boolean settle(BooleanSupplier stopAsked) throws InterruptedException {
    int passes = settling.passes(average, done);
    if (passes == 0) {
      return true;
    }
    try (SampleFeed feed = feed(done - passes)) {
      return settling.settle(average, feed, passes, stopAsked);
    }
  }

  private void export(double epoch, Map<String, String> score) throws IOException {
    ClassMap classes = LabelSets.of(recipe.classes());
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put("data", String.join(" + ", data.names()));
    notes.put("init", report.init());
    notes.put("seed", Long.toString(recipe.seed()));
    notes.put("steps", Integer.toString(done));
    notes.put("epochs", String.format(Locale.ROOT, "%.1f", epoch));
    if (!report.commit().isEmpty()) {
      notes.put("commit", report.commit());
    }
    notes.putAll(score);
    ModelMetadata metadata =
        new ModelMetadata(
            recipe.network(),
            recipe.width(),
            classes.classes().stream().map(ClassMap.Entry::name).toList(),
            classes.classes().stream().map(ClassMap.Entry::rgb).toList(),
            recipe.normalisation(),
            Size.parse(recipe.size()),
            notes);
    DeployedModel.of(network, average, metadata).write(folder.last());
  }

  private Checkpoint checkpoint() {
    return new Checkpoint(weights, average, optimization);
  }

  private static void copyWhole(Path from, Path to) throws IOException {
    Path part = to.resolveSibling(to.getFileName() + ".part");
    Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING);
    Files.move(part, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
