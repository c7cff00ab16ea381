package dev.weir.pairing.join;

/** Why a mask has no frame. */
public enum UnpairedCause {
  /** Retention removed the frame from its topic before it could be read. */
  FRAME_EXPIRED("frame-expired"),
  /**
   * The mask names an offset beyond the end of the frames topic: the topic was re-created, or the
   * offset never existed.
   */
  FRAME_BEYOND_END("frame-beyond-end"),
  /** The record that the mask names exists, but cannot be read as a frame. */
  FRAME_MALFORMED("frame-malformed"),
  /** The record that the mask names is another frame: the topic was re-created. */
  FRAME_MISMATCH("frame-mismatch"),
  /** The mask names another topic, or a partition other than its own. */
  FOREIGN_REFERENCE("foreign-reference");

  private final String label;

  UnpairedCause(String label) {
    this.label = label;
  }

  /** Returns the name used in logs and metrics. */
  public String label() {
    return label;
  }
}
