package dev.weir.training.run;

import java.nio.file.Path;

/**
 * The files of a run.
 *
 * @param path path of the folder
 */
public record RunFolder(Path path) {
  /** Returns the file with settings and scores. */
  public Path report() {
    return path.resolve("run.json");
  }

  /** Returns the checkpoint to resume from. */
  public Path checkpoint() {
    return path.resolve("checkpoint.pt");
  }

  /** Returns the model with the best score so far. */
  public Path best() {
    return path.resolve("best.onnx");
  }

  /** Returns the model of the last score. */
  public Path last() {
    return path.resolve("last.onnx");
  }

  /** Returns the chart of loss and scores over the steps. */
  public Path curves() {
    return path.resolve("curves.png");
  }
}
