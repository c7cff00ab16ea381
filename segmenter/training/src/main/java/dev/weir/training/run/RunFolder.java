package dev.weir.training.run;

import java.nio.file.Path;

/**
 * The files of a run.
 *
 * @param path of the folder
 */
public record RunFolder(Path path) {
  /** Settings and scores. */
  public Path report() {
    return path.resolve("run.json");
  }

  /** To go on from. */
  public Path checkpoint() {
    return path.resolve("checkpoint.pt");
  }

  /** The model of the best score so far. */
  public Path best() {
    return path.resolve("best.onnx");
  }

  /** The model of the last score. */
  public Path last() {
    return path.resolve("last.onnx");
  }

  /** A model that is being scored; it becomes the last one. */
  Path unscored() {
    return path.resolve("unscored.onnx");
  }

  /** Loss and scores over the steps. */
  public Path curves() {
    return path.resolve("curves.png");
  }
}
