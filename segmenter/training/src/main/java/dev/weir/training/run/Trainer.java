package dev.weir.training.run;

import dev.weir.training.augment.Sample;
import dev.weir.training.data.LabeledSource;
import dev.weir.training.data.Mixture;
import dev.weir.training.evaluation.Evaluation;
import dev.weir.training.loss.GuidedLoss;
import dev.weir.training.recipe.Recipe;
import dev.weir.training.torch.Batch;
import dev.weir.training.torch.TorchOps;
import dev.weir.training.torch.TorchParameters;
import dev.weir.training.torch.TorchScope;
import dev.weir.zoo.Network;
import dev.weir.zoo.Scores;
import dev.weir.zoo.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;

/**
 * Runs one training run: a loop over samples, loss, gradients and weight updates. At intervals it
 * exports the model as it would ship and scores the export.
 *
 * <ol>
 *   <li>On a CPU with the same number of threads, the recipe's seed determines the result. A
 *       resumed run ends with the same weights as one that never stopped.
 *   <li>Each score leaves {@code checkpoint.pt}, {@code last.onnx} and {@code run.json} complete.
 *   <li>Native memory does not grow from step to step.
 *   <li>Runs on one thread; libtorch uses more threads inside.
 * </ol>
 */
public final class Trainer {
  private final Recipe recipe;
  private final TrainingData data;
  private final RunFolder folder;
  private final Device device;
  private final Network network;
  private final TorchParameters weights;
  private final TorchParameters average;
  private final Optimization optimization;
  private final GuidedLoss loss;
  private final PreciseBatchNorm batchNorm;
  private final CurriculumStages stages;
  private final RunModels models;
  private RunReport report;
  private int done;

  /**
   * The initial state of a run.
   *
   * @param weights every weight of the network
   * @param name where they came from, for the report
   * @param commit commit of the code, for the model's metadata; empty if unknown
   */
  public record Start(Weights weights, String name, String commit) {}

  private Trainer(
      Recipe recipe,
      TrainingData data,
      RunFolder folder,
      TrainingDevice device,
      Start start,
      TrainingListener listener) {
    this.recipe = recipe;
    this.data = data;
    this.folder = folder;
    this.device = device.torch();
    this.network = recipe.definition();
    DataCheck check = new DataCheck(data, listener);
    float[] classWeights = recipe.weighting().weights(check.frequencies(network.classes()));
    check.validation();
    this.weights = TorchParameters.of(network, start.weights(), this.device);
    this.average = weights.copy();
    this.optimization = new Optimization(recipe.optimizer(), weights);
    this.loss =
        new GuidedLoss(
            classWeights,
            data.sets(),
            recipe.ohemMinKept(),
            recipe.lovasz(),
            recipe.upsampling(),
            this.device);
    this.batchNorm = new PreciseBatchNorm(recipe, this.device);
    this.stages = new CurriculumStages(recipe);
    this.report =
        new RunReport(
            recipe,
            data.names(),
            data.validation().name(),
            start.name(),
            IntStream.range(0, classWeights.length).mapToObj(i -> classWeights[i]).toList(),
            start.commit(),
            List.of(),
            ProgressSinceScore.NOTHING);
    this.models = new RunModels(recipe, data, folder);
  }

  /**
   * Trains to the recipe's last step, or until the listener asks to stop. A run with a checkpoint
   * in its folder is resumed.
   *
   * @param start the initial state, if there is no checkpoint
   * @return the report of the whole run, including earlier parts
   * @throws IOException if the folder cannot be written
   * @throws InterruptedException if interrupted; the checkpoint of the last score remains
   * @throws dev.weir.training.data.DataException if an image or label cannot be used, thrown before
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
    Trainer trainer = new Trainer(recipe, data, folder, device, start, listener);
    try {
      trainer.resume(listener);
      trainer.run(listener);
      return trainer.report;
    } finally {
      trainer.loss.close();
      trainer.optimization.close();
      trainer.average.close();
      trainer.weights.close();
    }
  }

  private void resume(TrainingListener listener) throws IOException {
    boolean begun = Files.isRegularFile(folder.checkpoint());
    if (begun != Files.isRegularFile(folder.report())) {
      throw new IllegalArgumentException(
          "%s: has %s but not %s, expected both or neither; remove it to start again, or choose an empty folder"
              .formatted(
                  folder.path(),
                  (begun ? folder.checkpoint() : folder.report()).getFileName(),
                  (begun ? folder.report() : folder.checkpoint()).getFileName()));
    }
    if (begun) {
      RunReport before = RunReport.read(folder.report());
      before.requireBegunWith(recipe, data, folder.path());
      done = Math.toIntExact(checkpoint().read(folder.checkpoint()));
      report = before.until(done);
      listener.resumed(done, recipe.steps());
    }
  }

  private void run(TrainingListener listener) throws IOException, InterruptedException {
    boolean stopped = unfinishedPoint() && !point(listener);
    try (SampleLoader feed = feed(done, recipe.steps() - done)) {
      while (!stopped && done < recipe.steps()) {
        long begun = System.nanoTime();
        Optional<List<Sample>> samples = feed.next(listener::stopAsked);
        if (samples.isPresent()) {
          double value = step(samples.get());
          done++;
          report = report.with(report.unscored().and(done, value, hoursSince(begun)));
          listener.step(done, recipe.steps(), value);
        }
        stopped = samples.isEmpty() || (unfinishedPoint() && !point(listener));
      }
    }
    if (stopped) {
      keep();
    }
  }

  /** Writes the report first: points after the checkpoint are computed again. */
  private void keep() throws IOException {
    report.write(folder.report());
    checkpoint().write(folder.checkpoint(), done);
  }

  /**
   * Returns whether the last step still needs its score, for example because the run stopped during
   * scoring.
   */
  private boolean unfinishedPoint() {
    boolean due = done % recipe.validateEvery() == 0 || done == recipe.steps();
    return done > 0 && due && !report.hasPoint(done);
  }

  private static double hoursSince(long begun) {
    return (System.nanoTime() - begun) / 3.6e12;
  }

  /** Returns the samples of {@code steps} steps. */
  private SampleLoader feed(int step, int steps) {
    Mixture mixture = new Mixture(data.parts(), recipe.seed());
    mixture.skip((long) step * recipe.batch());
    return new SampleLoader(mixture, stages, recipe.batch(), recipe.seed(), steps);
  }

  private double step(List<Sample> samples) {
    double value = TorchScope.<Double>call(() -> learn(samples));
    // Early on the average follows closely; otherwise it would stay near the initial weights.
    double decay = Math.min(recipe.emaDecay(), (1 + done) / (10.0 + done));
    average.approach(weights, recipe.emaDecay() == 0 ? 1 : 1 - decay);
    return value;
  }

  private double learn(List<Sample> samples) {
    Batch batch = Batch.of(samples, recipe.normalization(), recipe.precision(), device);
    TorchOps ops = new TorchOps(weights, TorchOps.Mode.TRAIN, recipe.precision(), seed());
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

  /** Returns the seed of this step, so that random values depend only on the step's number. */
  private long seed() {
    return recipe.seed() * 1_000_003 + done;
  }

  private double rate() {
    return recipe.optimizer().learningRate() * recipe.schedule().factor(done, recipe.steps());
  }

  /**
   * Scores the model. Returns false if asked to stop before the score was complete. Incomplete
   * batch statistics are measured again when the run resumes.
   */
  private boolean point(TrainingListener listener) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    if (!settle(listener)) {
      return false;
    }
    double epoch = (double) done * recipe.batch() / data.round();
    LabeledSource pictures = new DataCheck(data, listener).toScore();
    Optional<Evaluation> scored =
        models.score(report, average, done, epoch, pictures, listener::stopAsked);
    if (scored.isEmpty()) {
      return false;
    }
    Evaluation evaluation = scored.get();
    ScorePoint point =
        new ScorePoint(
            done,
            epoch,
            report.unscored().meanLoss(),
            rate(),
            evaluation.meanIou(),
            evaluation.accuracy(),
            evaluation.ious(),
            report.hours() + report.unscored().hours() + hoursSince(begun));
    boolean best = report.best().map(b -> point.meanIou() > b.meanIou()).orElse(true);
    models.keep(report, average, point, best);
    report = report.with(point);
    keep();
    RunChart.write(report, folder.curves());
    listener.point(point, best);
    return true;
  }

  /**
   * Measures batch statistics on the latest training samples. Returns false if asked to stop before
   * that was complete.
   */
  private boolean settle(TrainingListener listener) throws InterruptedException {
    int passes = batchNorm.passes(average, done);
    if (passes == 0) {
      return true;
    }
    try (SampleLoader feed = feed(done - passes, passes)) {
      return batchNorm.settle(average, feed, passes, listener);
    }
  }

  private Checkpoint checkpoint() {
    return new Checkpoint(weights, average, optimization);
  }
}
