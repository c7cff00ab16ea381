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

/** The ways to ask a model. */
public enum InferenceKind {
  /** The frame once through the network. */
  FULL_FRAME,
  /** The same, and a fully connected CRF over the class probabilities: {@link CrfSegmenter}. */
  CRF,
  /** The frame and boxes of it that may hold one thing each: {@link ProposalSegmenter}. */
  PROPOSALS;

  /** As on the command line, for example {@code full-frame}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Opens a model to be asked this way.
   *
   * @throws ModelException if the file is no deployed model, or the provider is not there
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
