package dev.weir.training.evaluation;

import dev.weir.inference.Inference;
import dev.weir.inference.ModelException;
import dev.weir.mask.BoundaryScore;
import dev.weir.mask.ConfusionMatrix;
import dev.weir.training.data.LabelledImage;
import dev.weir.training.data.LabelledSource;
import java.nio.ByteBuffer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Scores a model on every picture of a source, each at its own size, as it would be served. Not
 * thread-safe.
 */
public final class Evaluator {
  private final Inference inference;

  /** Scores this model; closing it stays the caller's. */
  public Evaluator(Inference inference) {
    this.inference = inference;
  }

  /**
   * Scores the pictures from the first to {@link LabelledSource#size()}.
   *
   * @param progress is told the number of pictures done, after each
   * @throws ModelException if inference fails
   */
  public Evaluation score(LabelledSource source, IntConsumer progress) throws ModelException {
    return score(source, null, progress);
  }

  /**
   * The same, and the boundaries.
   *
   * @param boundary the pictures are added to it; null for none
   */
  public Evaluation score(
      LabelledSource source, @Nullable BoundaryScore boundary, IntConsumer progress)
      throws ModelException {
    ConfusionMatrix confusion = new ConfusionMatrix(inference.model().classes().size());
    ByteBuffer frame = ByteBuffer.allocateDirect(0);
    ByteBuffer mask = ByteBuffer.allocateDirect(0);
    for (int i = 0; i < source.size(); i++) {
      LabelledImage image = source.read(i);
      if (frame.capacity() < image.bgr().length) {
        frame = ByteBuffer.allocateDirect(image.bgr().length);
        mask = ByteBuffer.allocateDirect(image.labels().length);
      }
      frame.put(0, image.bgr());
      inference.segment(frame, 1, image.height(), image.width(), mask);
      byte[] found = new byte[image.labels().length];
      mask.get(0, found);
      confusion.add(image.labels(), found);
      if (boundary != null) {
        boundary.add(image.labels(), found, image.width());
      }
      progress.accept(i + 1);
    }
    return new Evaluation(
        inference.id(),
        source.name(),
        inference.model().classes(),
        confusion,
        source.size(),
        boundary);
  }
}
