package dev.weir.capture;

/** Why a frame that a source delivered never reached Kafka. */
public enum DropCause {
  /** A newer frame of the live camera came before Kafka took this one. */
  KAFKA_SLOW,
  /** Kafka refused it for good. */
  SEND_FAILED,
  /** Its pixels could not be made: a device that decodes broke. */
  UNREADABLE,
  /** It was in hand when the camera was stopped. */
  STOPPED
}
