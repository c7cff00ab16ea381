package dev.weir.capture;

/** Why a frame from a source never reached Kafka. */
public enum DropCause {
  /** A newer frame of the live camera arrived before Kafka accepted this one. */
  KAFKA_SLOW,
  /** Kafka refused the frame permanently. */
  SEND_FAILED,
  /** Its pixels could not be produced because the decoding device failed. */
  UNREADABLE,
  /** The camera was stopped before the frame was sent. */
  STOPPED
}
