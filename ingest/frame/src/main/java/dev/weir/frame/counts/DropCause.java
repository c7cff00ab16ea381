package dev.weir.frame.counts;

import java.util.Locale;

/** Why a frame was dropped. */
public enum DropCause {
  /** Ingest: a newer frame of the live camera arrived before Kafka accepted this one. */
  KAFKA_SLOW,
  /** Ingest: Kafka refused the frame permanently. */
  SEND_FAILED,
  /** Ingest: its pixels could not be produced because the decoding device failed. */
  UNREADABLE,
  /** The stage was stopped before it finished the frame. */
  STOPPED,
  /** Segmenter: the frame was older than its camera allows. */
  TOO_OLD,
  /** Segmenter: a newer frame of the same camera replaced it; the camera wants only the newest. */
  SUPERSEDED,
  /** Publisher: the frame never reached Kafka; its number is missing. */
  BEFORE_KAFKA,
  /** Publisher: the frame reached Kafka, and a later frame of its camera has a mask. */
  NOT_SEGMENTED;

  /** Returns the name that count lines and documentation use. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
