package dev.weir.training.data;

/** A numbered set of labelled pictures. Implementations are thread-safe. */
public interface LabeledSource {
  /** As the user named it, for messages and reports. */
  String name();

  /** How many pictures it has. An endless source says how many make a round. */
  int size();

  /** Whether it makes new pictures for ever: {@link #read} then takes any number from 0 up. */
  boolean endless();

  /**
   * Reads a picture.
   *
   * @param index 0 to {@link #size()} − 1, or any if {@link #endless()}
   * @throws DataException if it cannot be read, or picture and labels do not fit
   */
  LabeledImage read(int index);
}
