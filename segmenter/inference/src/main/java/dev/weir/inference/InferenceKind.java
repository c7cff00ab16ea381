package dev.weir.inference;

import java.io.IOException;
import java.nio.file.Path;

/** The ways to ask a model. */
public enum InferenceKind {
  /** The frame once through the network. */
  WHOLE,
  /** The same, and a fully connected CRF over the class probabilities: {@link CrfInference}. */
  CRF,
  /** The frame and boxes of it that may hold one thing each: {@link ProposalInference}. */
  PROPOSALS;

  /**
   * Opens a model to be asked this way.
   *
   * @throws ModelException if the file is no deployed model, or the provider is not there
   * @throws IOException if the file cannot be read
   */
  public Inference open(Path file, SegmenterOptions options) throws IOException {
    return switch (this) {
      case WHOLE -> Segmenter.open(file, options);
      case CRF -> CrfInference.open(file, options, CrfOptions.DEFAULTS);
      case PROPOSALS -> ProposalInference.open(file, options, ProposalOptions.DEFAULTS);
    };
  }
}
