package dev.weir.pairing.accounting;

import dev.weir.frame.FrameId;
import org.jspecify.annotations.Nullable;

/**
 * Counts the frames that one camera's source delivered, from the sequence numbers of those that
 * arrived. A source numbers its frames before any is dropped, so a gap is a frame that never came.
 * A gap that no camera could leave is a wrong number, not ten million drops: the frame counts as
 * one, and only if the next ones go on from there are they numbered by it. Not thread-safe.
 */
final class SequenceCounter {
  /** Of one gap: at 60 frames a second, two days without Kafka. */
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
   * Nothing counted yet.
   *
   * @param fromTheStart whether the camera's very first frame would have been seen; otherwise the
   *     first that is seen starts the count, since what came before it was another reader's
   */
  SequenceCounter(boolean fromTheStart) {
    this.fromTheStart = fromTheStart;
  }

  /** A frame has arrived. */
  void arrived(FrameId id) {
    long growth = growth(id);
    if (growth < 1) {
      // The same record once more, or a number that cannot be: another frame to everybody
      // downstream.
      delivered++;
      return;
    }
    delivered += growth;
    // A record whose number could not be read was counted already, and left a gap here.
    long explained = Math.min(unnumbered, growth - 1);
    unnumbered = 0;
    delivered -= explained;
    missing += growth - 1 - explained;
  }

  /** A record has arrived that does not tell its number. */
  void arrivedUnnumbered() {
    delivered++;
    unnumbered++;
  }

  /** A mask tells of a frame that was gone before it could be read. */
  void heardOf(FrameId id) {
    if (id.session().equals(session) && id.sequence() <= last) {
      // Its absence was taken for a drop when a later frame came.
      if (missing > 0) {
        missing--;
      } else {
        delivered++;
      }
      return;
    }
    arrived(id);
  }

  /** Frames that the source delivered. */
  long delivered() {
    return delivered;
  }

  /** Those of them that never arrived. */
  long missing() {
    return missing;
  }

  /**
   * How much further the sequence is, below 1 if its number says nothing; starts a session where
   * one starts.
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
