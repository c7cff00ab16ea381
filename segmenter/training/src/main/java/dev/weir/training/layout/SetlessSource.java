package dev.weir.training.layout;

import dev.weir.training.data.ForwardingSource;
import dev.weir.training.data.LabeledImage;
import dev.weir.training.data.LabeledSource;

/**
 * Another source for scoring: pixels whose label is a set of classes become void, because a score
 * needs one class. Thread-safe if the other source is.
 */
final class SetlessSource extends ForwardingSource {
  private final int classes;

  SetlessSource(LabeledSource source, int classes) {
    super(source);
    this.classes = classes;
  }

  @Override
  public LabeledImage read(int index) {
    LabeledImage image = source.read(index);
    byte[] labels = image.labels().clone();
    for (int p = 0; p < labels.length; p++) {
      labels[p] = (labels[p] & 0xFF) < classes ? labels[p] : LabeledImage.VOID;
    }
    return new LabeledImage(image.name(), image.width(), image.height(), image.bgr(), labels);
  }
}
