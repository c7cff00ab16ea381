package dev.weir.pairing.join;

import dev.weir.frame.Frame;
import dev.weir.mask.Mask;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * Pairs the masks of one partition with its frames. Both come in order, and the frames that masks
 * name only grow, so the two are merged like sorted lists: what is behind the mask at the head will
 * never be asked for again. There is no window to outwait and no store to restore; the same records
 * give the same pairs, however they are interleaved.
 *
 * <p>A mask whose frame lies beyond everything read so far may name one that does not exist.
 * Nothing is passed over for its sake until {@link #framesEndAt} has told that the topic reaches
 * that far.
 *
 * <p>Bounded by its feeder, who asks {@link #wantsFrames()}, {@link #wantsMasks()} and {@link
 * #wantsFramesEnd()} before it reads on. Confined to one thread.
 */
public final class MergeJoin {
  /** A mask that waits for its frame, and its own place on the masks topic. */
  private record Waiting(Mask mask, long offset) {
    long wanted() {
      return mask.frameRef().offset();
    }
  }

  private final JoinLimits limits;
  private final JoinListener outcome;
  private final Deque<JoinFrame> frames = new ArrayDeque<>();
  private final Deque<Waiting> masks = new ArrayDeque<>();
  private long heldBytes;
  private long framesNext;
  private long framesEnd;
  private long frontier;

  /**
   * Starts at a frame.
   *
   * @param firstFrame frames before this offset are done with: a mask that names one is a duplicate
   */
  public MergeJoin(long firstFrame, JoinLimits limits, JoinListener outcome) {
    this.limits = limits;
    this.outcome = outcome;
    this.framesNext = firstFrame;
    this.frontier = firstFrame;
  }

  /** The next record of the frames topic; its offset is larger than that of any before. */
  public void frame(JoinFrame slot) {
    if (slot.offset() < framesNext) {
      throw new IllegalArgumentException(
          "frame at offset %d: expected %d or later".formatted(slot.offset(), framesNext));
    }
    framesNext = slot.offset() + 1;
    frames.addLast(slot);
    heldBytes += slot.bytes();
    advance();
  }

  /**
   * Nothing before {@code offset} will come any more: whatever lay there and was not given is gone.
   * Tells the join of records that retention removed, and of markers that no consumer sees.
   */
  public void framesReadUpTo(long offset) {
    if (offset > framesNext) {
      framesNext = offset;
      advance();
    }
  }

  /**
   * The frames topic ends at {@code end}, or later. A mask that waits for a frame at its end or
   * beyond, asked for after the mask was written, waits for nothing, and is let go.
   */
  public void framesEndAt(long end) {
    framesEnd = Math.max(framesEnd, end);
    while (wantsFramesEnd()) {
      outcome.unpaired(masks.removeFirst().mask(), UnpairedCause.FRAME_BEYOND_END);
      advance();
    }
    advance();
  }

  /**
   * The next mask of the masks topic.
   *
   * @param mask of a frame of this partition
   * @param offset the mask's own
   */
  public void mask(Mask mask, long offset) {
    masks.addLast(new Waiting(mask, offset));
    advance();
  }

  /** Whether reading frames is worth it: a mask waits for one, or there is room to read ahead. */
  public boolean wantsFrames() {
    return (!masks.isEmpty() && !wantsFramesEnd())
        || (heldBytes < limits.heldBytes() && frames.size() < limits.heldFrames());
  }

  /** Whether the mask at the head waits for a frame that may lie beyond the topic's end. */
  public boolean wantsFramesEnd() {
    Waiting head = masks.peekFirst();
    return head != null && head.wanted() >= Math.max(framesNext, framesEnd);
  }

  /** Whether reading masks is worth it: not too many wait for their frames already. */
  public boolean wantsMasks() {
    return masks.size() < limits.waitingMasks();
  }

  /** How many masks wait for their frames. */
  public int waitingMasks() {
    return masks.size();
  }

  /** The offset of the first mask that waits: those before it are resolved. */
  public OptionalLong firstWaiting() {
    Waiting head = masks.peekFirst();
    return head == null ? OptionalLong.empty() : OptionalLong.of(head.offset());
  }

  /** How many frames wait for their masks. */
  int heldFrames() {
    return frames.size();
  }

  /** The smallest offset that a frame may still have. */
  public long framesNext() {
    return framesNext;
  }

  /** Every frame before this offset is done with; a join that starts here goes on from here. */
  public long frontier() {
    return frontier;
  }

  private void advance() {
    while (!masks.isEmpty()) {
      Mask mask = masks.element().mask();
      long wanted = masks.element().wanted();
      if (wanted < frontier) {
        masks.removeFirst();
        outcome.duplicate(mask);
        continue;
      }
      if (wantsFramesEnd()) {
        return; // what is held may still be asked for
      }
      passOverBefore(wanted);
      if (framesNext <= wanted) {
        return; // its frame may still come
      }
      masks.removeFirst();
      frontier = wanted + 1;
      resolve(mask, wanted);
    }
  }

  private void passOverBefore(long offset) {
    while (!frames.isEmpty() && frames.peekFirst().offset() < offset) {
      outcome.passedOver(take());
    }
  }

  private void resolve(Mask mask, long wanted) {
    JoinFrame head = frames.peekFirst();
    if (head == null || head.offset() > wanted) {
      outcome.unpaired(mask, UnpairedCause.FRAME_EXPIRED);
      return;
    }
    take();
    Frame frame = head.frame();
    if (frame == null) {
      outcome.unpaired(mask, UnpairedCause.FRAME_MALFORMED);
    } else if (frame.id().equals(mask.id())) {
      outcome.paired(new Pair(frame, mask));
    } else {
      outcome.unpaired(mask, UnpairedCause.FRAME_MISMATCH);
    }
  }

  private JoinFrame take() {
    JoinFrame slot = frames.removeFirst();
    heldBytes -= slot.bytes();
    return slot;
  }
}
