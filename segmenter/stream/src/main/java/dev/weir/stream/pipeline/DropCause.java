package dev.weir.stream.pipeline;

/** Why a frame was dropped. */
public enum DropCause {
  /** The frame was older than its camera allows. */
  TOO_OLD("too-old"),
  /** A newer frame of the same camera replaced it; the camera wants only the newest. */
  SUPERSEDED("superseded");

  private final String label;

  DropCause(String label) {
    this.label = label;
  }

  /** Returns the name shown in the frame counts. */
  public String label() {
    return label;
  }
}
