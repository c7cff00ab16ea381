package dev.weir.cli;

import dev.weir.training.Recipe;
import dev.weir.training.Trainer;
import dev.weir.zoo.OnnxWeights;
import dev.weir.zoo.Parameter;
import dev.weir.zoo.RandomWeights;
import dev.weir.zoo.Safetensors;
import dev.weir.zoo.Weights;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a training run begins with. */
final class FirstWeights {
  private FirstWeights() {}

  /** Those of a file, random where it has none: a deployed model has no guidance heads. */
  static Trainer.Start of(Recipe recipe, @Nullable Path file, PrintWriter out) throws IOException {
    Weights random = new RandomWeights(recipe.seed());
    String commit = System.getenv().getOrDefault("WEIR_COMMIT", "");
    if (file == null) {
      return new Trainer.Start(random, "random", commit);
    }
    if (!Files.isRegularFile(file)) {
      throw new UsageException("--init %s: no such file".formatted(file));
    }
    Weights trained = read(file);
    return new Trainer.Start(
        new Weights() {
          @Override
          public float[] values(Parameter parameter) {
            if (trained.has(parameter.name())) {
              return trained.values(parameter);
            }
            out.println("init=random weight=" + parameter.name());
            return random.values(parameter);
          }

          @Override
          public boolean has(String name) {
            return true;
          }
        },
        file.getFileName().toString(),
        commit);
  }

  private static Weights read(Path file) throws IOException {
    return file.toString().endsWith(".onnx") ? OnnxWeights.read(file) : Safetensors.read(file);
  }
}
