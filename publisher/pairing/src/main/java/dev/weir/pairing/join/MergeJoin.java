package dev.weir.pairing.join;

import dev.weir.frame.Frame;
import dev.weir.mask.Mask;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * Pairs the masks of one partition with its frames. Both arrive in order, and the frame offsets in
 * masks only increase, so the two are merged like sorted lists. No later mask can name a frame
 * before the first waiting mask's frame. There is no time window and no state store. The same
 * records give the same pairs in any interleaving.
 *
 * <p>If a mask's frame lies beyond everything read so far, that frame may not exist. The join
 * passes over no frames for such a mask until {@link #framesEndAt} reports that the topic reaches
 * that far.
 *
 * <p>The caller keeps the join bounded: it checks {@link #wantsFrames()}, {@link #wantsMasks()} and
 * {@link #wantsFramesEnd()} before it reads more. Confined to one thread.
 */
public final class MergeJoin {
  /** A mask that waits for its frame, and the mask's own offset. */
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
   * Starts at a given frame.
   *
   * @param firstFrame frames before this offset are finished: a mask that names one is a duplicate
   */
  public MergeJoin(long firstFrame, JoinLimits limits, JoinListener outcome) {
    this.limits = limits;
    this.outcome = outcome;
    this.framesNext = firstFrame;
    this.frontier = firstFrame;
  }

  /**
   * Adds the next record of the frames topic.
   *
   * @throws IllegalArgumentException if its offset is not larger than all earlier ones
   */
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
   * Reports that no frame before {@code offset} will arrive anymore. Accounts for records that
   * retention removed and for transaction markers, which consumers do not see.
   */
  public void framesReadUpTo(long offset) {
    if (offset > framesNext) {
      framesNext = offset;
      advance();
    }
  }

  /**
   * Reports that the frames topic ends at {@code end} or later. The end must be read after the mask
   * was written. A mask that waits for a frame at or beyond the end is then released as unpaired.
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
   * Releases every waiting mask as unpaired: the frames topic was created again, so their frames
   * cannot arrive anymore.
   */
  public void abandon() {
    while (!masks.isEmpty()) {
      outcome.unpaired(masks.removeFirst().mask(), UnpairedCause.FRAME_EXPIRED);
    }
  }

  /**
   * Adds the next record of the masks topic.
   *
   * @param mask a mask of a frame of this partition
   * @param offset the mask's own offset
   */
  public void mask(Mask mask, long offset) {
    masks.addLast(new Waiting(mask, offset));
    advance();
  }

  /** Returns whether to read frames: a mask waits for one, or there is room to read ahead. */
  public boolean wantsFrames() {
    return (!masks.isEmpty() && !wantsFramesEnd())
        || (heldBytes < limits.heldBytes() && frames.size() < limits.heldFrames());
  }

  /** Returns whether the first mask waits for a frame that may lie beyond the topic's end. */
  public boolean wantsFramesEnd() {
    Waiting head = masks.peekFirst();
    return head != null && head.wanted() >= Math.max(framesNext, framesEnd);
  }

  /** Returns whether to read masks: not too many wait for frames already. */
  public boolean wantsMasks() {
    return masks.size() < limits.waitingMasks();
  }

  /** Returns the number of masks that wait for frames. */
  public int waitingMasks() {
    return masks.size();
  }

  /** Returns the offset of the first waiting mask; all earlier masks are resolved. */
  public OptionalLong firstWaiting() {
    Waiting head = masks.peekFirst();
    return head == null ? OptionalLong.empty() : OptionalLong.of(head.offset());
  }

  /** Returns the number of frames held for later masks. */
  int heldFrames() {
    return frames.size();
  }

  /** Returns the smallest offset that the next frame may have. */
  public long framesNext() {
    return framesNext;
  }

  /** Returns the offset before which every frame is finished; a new join can resume here. */
  public long frontier() {
    return frontier;
  }

  private void advance() {
    while (!masks.isEmpty()) {
      long wanted = masks.element().wanted();
      if (wanted < frontier) {
        outcome.duplicate(masks.removeFirst().mask());
        continue;
      }
      if (wantsFramesEnd()) {
        return; // a later mask may still name the held frames
      }
      passOverBefore(wanted);
      if (framesNext <= wanted) {
        return; // the frame may still arrive
      }
      frontier = wanted + 1;
      resolve(masks.removeFirst());
    }
  }

  private void passOverBefore(long offset) {
    while (!frames.isEmpty() && frames.peekFirst().offset() < offset) {
      outcome.passedOver(take());
    }
  }

  private void resolve(Waiting waiting) {
    Mask mask = waiting.mask();
    JoinFrame head = frames.peekFirst();
    if (head == null || head.offset() > waiting.wanted()) {
      outcome.unpaired(mask, UnpairedCause.FRAME_EXPIRED);
      return;
    }
    take();
    Frame frame = head.frame();
    if (frame == null) {
      outcome.unpaired(mask, UnpairedCause.FRAME_MALFORMED);
    } else if (frame.id().equals(mask.id())) {
      outcome.paired(new Pair(frame, mask), waiting.offset());
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
