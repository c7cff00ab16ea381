package dev.weir.training.layout;

import dev.weir.training.data.ForwardingSource;
import dev.weir.training.data.LabeledImage;
import dev.weir.training.data.LabeledSource;

/** Another source with other labels. Thread-safe if the other source is. */
final class RelabeledSource extends ForwardingSource {
  private static final int VALUES = 256;

  private final byte[] codes = new byte[VALUES];

  /** Replaces each label by its meaning; a label without one becomes void. */
  RelabeledSource(LabeledSource source, LabelTable table) {
    super(source);
    for (int value = 0; value < VALUES; value++) {
      codes[value] = (byte) table.value(value).orElse(LabeledImage.VOID & 0xFF);
    }
  }

  @Override
  public LabeledImage read(int index) {
    LabeledImage image = source.read(index);
    byte[] labels = image.labels().clone();
    for (int p = 0; p < labels.length; p++) {
      labels[p] = codes[labels[p] & 0xFF];
    }
    return new LabeledImage(image.name(), image.width(), image.height(), image.bgr(), labels);
  }
}
