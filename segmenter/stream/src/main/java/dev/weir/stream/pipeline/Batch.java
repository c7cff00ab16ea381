package dev.weir.stream.pipeline;

import dev.weir.image.Pixels;
import dev.weir.image.ReusedMemory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Frames of one size that share an inference, and their memory. Frames are decoded directly into
 * the network's input buffer, and masks are encoded directly from its output buffer. Batches are
 * reused with their memory; surplus memory left by large frames is freed. Belongs to the {@link
 * BatchScheduler} while it forms, then to the thread that took it.
 */
final class Batch {
  private static final long MEGAPIXELS = 2048 * 1024;
  private static final int CHANNELS = 3;

  /** A frame's place in its batch. */
  static final class Slot {
    final Batch batch;
    final FrameJob job;
    int index;
    final long openedNanos;
    boolean ready;

    Slot(Batch batch, FrameJob job, int index, long openedNanos) {
      this.batch = batch;
      this.job = job;
      this.index = index;
      this.openedNanos = openedNanos;
    }

    /** Returns the buffer to decode the frame into. */
    Pixels pixels() {
      int bytes = batch.pixels * CHANNELS;
      return new Pixels(batch.width, batch.height, batch.frames.slice(index * bytes, bytes));
    }

    /** Returns the offset of the frame's classes in {@link Batch#classes()}. */
    int classesFrom() {
      return index * batch.pixels;
    }
  }

  private final int max;
  private final List<Slot> slots = new ArrayList<>();
  private final ReusedMemory frameMemory = new ReusedMemory();
  private final ReusedMemory classMemory = new ReusedMemory();
  private ByteBuffer frames = ByteBuffer.allocateDirect(0);
  private ByteBuffer classes = ByteBuffer.allocateDirect(0);
  private int width;
  private int height;
  private int pixels;
  private int capacity;
  private int given;
  private long openedNanos;
  private long startedNanos;
  private int unencoded;

  /** Creates a batch of up to {@code max} frames. */
  Batch(int max) {
    this.max = max;
  }

  /**
   * Empties the batch for a frame and others of its size. A frame that runs alone gets a batch of
   * one.
   *
   * @throws OutOfMemoryError if there is not enough memory; the batch then holds none
   */
  void open(FrameJob job, long nowNanos) {
    slots.clear();
    given = 0;
    width = job.frame().width();
    height = job.frame().height();
    pixels = Math.multiplyExact(width, height);
    capacity = job.alone() ? 1 : (int) Math.max(1, Math.min(max, max * MEGAPIXELS / pixels));
    openedNanos = nowNanos;
    int total = Math.multiplyExact(pixels, capacity);
    boolean done = false;
    try {
      frames = frameMemory.atLeast(Math.multiplyExact(total, CHANNELS));
      classes = classMemory.atLeast(total);
      done = true;
    } finally {
      if (!done) {
        giveBack();
      }
    }
  }

  private void giveBack() {
    frames = ByteBuffer.allocateDirect(0);
    classes = ByteBuffer.allocateDirect(0);
    frameMemory.close();
    classMemory.close();
  }

  /** Returns the pixels of one frame. */
  ByteBuffer frame(Slot slot) {
    int bytes = pixels * CHANNELS;
    return frames.slice(slot.index * bytes, bytes);
  }

  /** Returns the buffer for the classes of one frame. */
  ByteBuffer classes(Slot slot) {
    return classes.slice(slot.index * pixels, pixels);
  }

  boolean hasRoomFor(FrameJob job) {
    return given < capacity
        && !job.alone()
        && job.frame().width() == width
        && job.frame().height() == height;
  }

  Slot add(FrameJob job, long nowNanos) {
    Slot slot = new Slot(this, job, given++, nowNanos);
    slots.add(slot);
    return slot;
  }

  /** Returns the slots in the order in which they were taken. */
  List<Slot> slots() {
    return slots;
  }

  /** Returns whether every slot was taken, even if a frame was dropped since. */
  boolean full() {
    return given == capacity;
  }

  /** Returns whether every frame in the batch is decoded. */
  boolean decoded() {
    return slots.stream().allMatch(slot -> slot.ready);
  }

  long openedNanos() {
    return openedNanos;
  }

  /** Inference of the batch begins. */
  void started(long nowNanos) {
    startedNanos = nowNanos;
  }

  /** Returns when inference began. */
  long startedNanos() {
    return startedNanos;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Returns the direct input buffer; only the first {@link #slots()} frames are in use. */
  ByteBuffer frames() {
    return frames;
  }

  /** Returns the direct output buffer; it holds as many masks as there are frames. */
  ByteBuffer classes() {
    return classes;
  }

  /** Closes the gaps left by dropped frames, so that the network does not process them. */
  void compact() {
    int bytes = pixels * CHANNELS;
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = slots.get(i);
      if (slot.index != i) {
        frames.put(i * bytes, frames, slot.index * bytes, bytes);
        slot.index = i;
      }
    }
  }

  /** Inference is done; the masks still have to be encoded. */
  void segmented() {
    unencoded = slots.size();
  }

  /**
   * Counts an encoded mask and returns whether it was the last. Call under the scheduler's lock.
   */
  boolean encoded() {
    return --unencoded == 0;
  }
}
