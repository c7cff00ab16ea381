package dev.weir.pairing.accounting;

import dev.weir.frame.FrameId;
import org.jspecify.annotations.Nullable;

/**
 * Counts the frames that one camera's source delivered, from the sequence numbers of the frames
 * that arrived. A source numbers its frames before any is dropped, so a gap means frames that never
 * arrived. A gap too large for any camera is treated as a wrong number: the frame counts as one. If
 * the next frames continue from that number, the counter switches to it. Not thread-safe.
 */
final class SequenceCounter {
  /** The largest plausible gap: at 60 frames per second, two days without Kafka. */
  private static final long MOST_MISSING = 10_000_000;

  private static final long NONE = -1;

  private final boolean fromTheStart;
  private @Nullable String session;
  private long last;
  private long jumpedTo = NONE;
  private long delivered;
  private long missing;
  private long unnumbered;

  /**
   * Starts with nothing counted.
   *
   * @param fromTheStart whether the camera's very first frame would have been seen; if not,
   *     counting starts at the first frame seen, because another reader counted the earlier ones
   */
  SequenceCounter(boolean fromTheStart) {
    this.fromTheStart = fromTheStart;
  }

  /** Counts a frame that arrived. */
  void arrived(FrameId id) {
    long growth = growth(id);
    if (growth < 1) {
      // A repeated record or an impossible number: downstream stages treat it as another frame.
      delivered++;
      return;
    }
    delivered += growth;
    // A record whose number could not be read was already counted and left a gap here.
    long explained = Math.min(unnumbered, growth - 1);
    unnumbered = 0;
    delivered -= explained;
    missing += growth - 1 - explained;
  }

  /** Counts a record whose sequence number cannot be read. */
  void arrivedUnnumbered() {
    delivered++;
    unnumbered++;
  }

  /**
   * Counts a frame that is known only from its mask: the frame was gone before it could be read.
   */
  void heardOf(FrameId id) {
    if (id.session().equals(session) && id.sequence() <= last) {
      // It was counted as dropped when a later frame arrived.
      if (missing > 0) {
        missing--;
      } else {
        delivered++;
      }
      return;
    }
    arrived(id);
  }

  /** Returns the number of frames that the source delivered. */
  long delivered() {
    return delivered;
  }

  /** Returns how many of the delivered frames never arrived. */
  long missing() {
    return missing;
  }

  /**
   * Returns how far the sequence advanced, or less than 1 if the number is not usable. Starts a new
   * session if the frame belongs to one.
   */
  private long growth(FrameId id) {
    boolean first = session == null;
    if (!id.session().equals(session)) {
      session = id.session();
      last = first && !fromTheStart ? id.sequence() - 1 : -1;
      jumpedTo = NONE;
    }
    long growth = id.sequence() - last;
    if (growth > MOST_MISSING) {
      long sinceJump = id.sequence() - jumpedTo;
      if (jumpedTo == NONE || sinceJump < 1 || sinceJump > MOST_MISSING) {
        jumpedTo = id.sequence();
        return 0;
      }
      growth = sinceJump;
    }
    jumpedTo = NONE;
    last = Math.max(last, id.sequence());
    return growth;
  }
}
