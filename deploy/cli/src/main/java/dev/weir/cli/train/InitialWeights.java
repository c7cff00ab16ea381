package dev.weir.cli.train;

import dev.weir.cli.options.ModelFiles;
import dev.weir.cli.shell.UsageException;
import dev.weir.training.prune.PrunedWeights;
import dev.weir.training.recipe.Recipe;
import dev.weir.training.run.Trainer;
import dev.weir.zoo.Network;
import dev.weir.zoo.Parameter;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.model.OnnxWeights;
import dev.weir.zoo.networks.Networks;
import dev.weir.zoo.weights.RandomWeights;
import dev.weir.zoo.weights.Safetensors;
import dev.weir.zoo.weights.Weights;
import dev.weir.zoo.weights.WholeFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The initial weights of a training run. */
public final class InitialWeights {
  /** The commit that the code was built from, if the launcher sets it, as deploy/weir does. */
  private static final String COMMIT = System.getenv().getOrDefault("WEIR_COMMIT", "");

  /** The number of missing weights that a message lists. */
  private static final int NAMED = 3;

  private InitialWeights() {}

  /** Returns random weights. */
  public static Trainer.Start random(Recipe recipe) {
    return new Trainer.Start(new RandomWeights(recipe.seed()), "random", COMMIT);
  }

  /**
   * Returns the weights of a file. Auxiliary heads that the file lacks get random weights, because
   * a deployed model has none.
   *
   * @throws UsageException if it lacks any other weight of the network
   */
  static Trainer.Start of(Recipe recipe, Path file, PrintWriter out) throws IOException {
    expect("--init", file);
    Weights trained = ModelFiles.isOnnx(file) ? OnnxWeights.read(file) : Safetensors.read(file);
    expectAll("--init", file, recipe.definition(), trained);
    return new Trainer.Start(
        new Completed(trained, new RandomWeights(recipe.seed()), out), name(file), COMMIT);
  }

  /**
   * Prunes a wider model of the same network: keeps the kernels with the largest norm.
   *
   * @throws UsageException if the model lacks a weight that deployed models need
   */
  static Trainer.Start pruned(Recipe recipe, Path file, PrintWriter out) throws IOException {
    expect("--prune", file);
    OnnxWeights wide = OnnxWeights.read(file);
    Network narrow = recipe.definition();
    Network network =
        Networks.of(wide.metadata().network(), narrow.classes(), wide.metadata().width());
    expectAll("--prune", file, network, wide);
    Weights complete = new Completed(wide, new RandomWeights(recipe.seed()), out);
    return new Trainer.Start(
        PrunedWeights.of(network, complete, narrow), "pruned " + name(file), COMMIT);
  }

  private static void expect(String option, Path file) {
    try {
      WholeFile.size(file, "a file of weights");
    } catch (IOException e) {
      throw new UsageException("%s %s".formatted(option, e.getMessage()), e);
    }
  }

  private static void expectAll(String option, Path file, Network network, Weights weights) {
    List<String> missing = DeployedModel.missing(network, weights);
    if (!missing.isEmpty()) {
      throw new UsageException(
          "%s %s: lacks %d weights of %s, such as %s; expected a file of that network, without 8-bit integers"
              .formatted(
                  option,
                  file,
                  missing.size(),
                  network.name(),
                  String.join(", ", missing.subList(0, Math.min(NAMED, missing.size())))));
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  /**
   * Weights of a first source, with missing ones from a second; each missing one is reported once.
   */
  private static final class Completed implements Weights {
    private final Weights first;
    private final Weights second;
    private final PrintWriter out;
    private final Set<String> said = new HashSet<>();

    Completed(Weights first, Weights second, PrintWriter out) {
      this.first = first;
      this.second = second;
      this.out = out;
    }

    @Override
    public float[] values(Parameter parameter) {
      if (first.has(parameter.name())) {
        return first.values(parameter);
      }
      if (said.add(parameter.name())) {
        out.println("weight=" + parameter.name() + " init=random");
      }
      return second.values(parameter);
    }

    @Override
    public boolean has(String name) {
      return true;
    }
  }
}
