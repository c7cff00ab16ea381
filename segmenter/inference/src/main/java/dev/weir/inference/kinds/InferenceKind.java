package dev.weir.inference.kinds;

import dev.weir.inference.CrfOptions;
import dev.weir.inference.ProposalOptions;
import dev.weir.inference.Segmenter;
import dev.weir.inference.SegmenterOptions;
import dev.weir.inference.crf.CrfSegmenter;
import dev.weir.inference.onnxruntime.OnnxSegmenter;
import dev.weir.inference.proposals.ProposalSegmenter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** The kinds of inference. */
public enum InferenceKind {
  /** Runs the whole frame through the network once. */
  FULL_FRAME,
  /** Adds a fully connected CRF over the class probabilities: {@link CrfSegmenter}. */
  CRF,
  /** Runs the frame and boxes that may hold one object each: {@link ProposalSegmenter}. */
  PROPOSALS;

  /** Returns the name on the command line, for example {@code full-frame}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Opens a model for this kind of inference.
   *
   * @throws ModelException if the file is not a deployed model, or the provider is not available
   * @throws IOException if the file cannot be read
   */
  public Segmenter open(Path file, SegmenterOptions options) throws IOException {
    return switch (this) {
      case FULL_FRAME -> OnnxSegmenter.open(file, options);
      case CRF -> CrfSegmenter.open(file, options, CrfOptions.DEFAULTS);
      case PROPOSALS -> ProposalSegmenter.open(file, options, ProposalOptions.DEFAULTS);
    };
  }
}
