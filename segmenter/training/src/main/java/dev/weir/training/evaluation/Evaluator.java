package dev.weir.training.evaluation;

import dev.weir.inference.ModelException;
import dev.weir.inference.Segmenter;
import dev.weir.mask.score.ConfusionMatrix;
import dev.weir.training.data.LabeledImage;
import dev.weir.training.data.LabeledSource;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Scores a model on every picture of a source, each at its own size, as it would be served. Not
 * thread-safe.
 */
public final class Evaluator {
  private final Segmenter segmenter;

  /** Scores this model; the caller closes it. */
  public Evaluator(Segmenter segmenter) {
    this.segmenter = segmenter;
  }

  /**
   * Scores the pictures from the first to {@link LabeledSource#size()}.
   *
   * @throws ModelException if inference fails
   */
  public Evaluation score(LabeledSource source) throws ModelException {
    return score(source, null, () -> false).orElseThrow();
  }

  /**
   * The same, with boundaries.
   *
   * @param boundary the pictures are added to it; null for none
   */
  public Evaluation score(LabeledSource source, @Nullable BoundaryScore boundary)
      throws ModelException {
    return score(source, boundary, () -> false).orElseThrow();
  }

  /**
   * The same, but can be stopped early.
   *
   * @param stopAsked checked before each picture
   * @return empty if asked to stop
   */
  public Optional<Evaluation> scoreUnless(BooleanSupplier stopAsked, LabeledSource source)
      throws ModelException {
    return score(source, null, stopAsked);
  }

  private Optional<Evaluation> score(
      LabeledSource source, @Nullable BoundaryScore boundary, BooleanSupplier stopAsked)
      throws ModelException {
    ConfusionMatrix confusion = new ConfusionMatrix(segmenter.model().classes().size());
    ByteBuffer frame = ByteBuffer.allocateDirect(0);
    ByteBuffer mask = ByteBuffer.allocateDirect(0);
    for (int i = 0; i < source.size(); i++) {
      if (stopAsked.getAsBoolean()) {
        return Optional.empty();
      }
      LabeledImage image = source.read(i);
      if (frame.capacity() < image.bgr().length) {
        frame = ByteBuffer.allocateDirect(image.bgr().length);
        mask = ByteBuffer.allocateDirect(image.labels().length);
      }
      frame.put(0, image.bgr());
      segmenter.segment(frame, 1, image.height(), image.width(), mask);
      byte[] found = new byte[image.labels().length];
      mask.get(0, found);
      confusion.add(image.labels(), found);
      if (boundary != null) {
        boundary.add(image.labels(), found, image.width());
      }
    }
    return Optional.of(
        new Evaluation(
            segmenter.id(),
            source.name(),
            segmenter.model().classes(),
            confusion,
            source.size(),
            boundary));
  }
}
