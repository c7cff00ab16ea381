package dev.weir.pairing.join;

/** Why a mask stayed without its frame. */
public enum UnpairedCause {
  /** The frame is no longer on its topic: retention removed it before it could be read. */
  FRAME_EXPIRED("frame-expired"),
  /** The frames topic does not reach as far as the mask says: it was made anew, or never did. */
  FRAME_BEYOND_END("frame-beyond-end"),
  /** The record that the mask names is there, but it is no readable frame. */
  FRAME_MALFORMED("frame-malformed"),
  /** The record that the mask names is another frame: the topic was made anew. */
  FRAME_MISMATCH("frame-mismatch"),
  /** The mask names another topic, or another partition than its own. */
  FOREIGN_REFERENCE("foreign-reference");

  private final String label;

  UnpairedCause(String label) {
    this.label = label;
  }

  /** As logs and metrics say it. */
  public String label() {
    return label;
  }
}
