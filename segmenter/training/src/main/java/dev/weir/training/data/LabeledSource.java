package dev.weir.training.data;

/** A numbered set of labeled images. Implementations are thread-safe. */
public interface LabeledSource {
  /** Returns the name that the user gave, for messages and reports. */
  String name();

  /** Returns the number of images. An endless source returns how many images make an epoch. */
  int size();

  /** Returns whether it generates images forever: {@link #read} then takes any number from 0. */
  boolean endless();

  /**
   * Reads an image.
   *
   * @param index 0 to {@link #size()} − 1, or any number from 0 if {@link #endless()}
   * @throws DataException if it cannot be read, or the sizes of image and labels differ
   */
  LabeledImage read(int index);
}
