package dev.weir.stream.pipeline;

/** Why a frame was left out. */
public enum DropCause {
  /** It was older than its camera allows. */
  TOO_OLD("too-old"),
  /** A newer frame of its camera could take its place, and the camera wants the newest only. */
  SUPERSEDED("superseded");

  private final String label;

  DropCause(String label) {
    this.label = label;
  }

  /** As it stands in the books. */
  public String label() {
    return label;
  }
}
