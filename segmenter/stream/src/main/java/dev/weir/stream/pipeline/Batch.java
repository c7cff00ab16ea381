package dev.weir.stream.pipeline;

import dev.weir.image.Pixels;
import dev.weir.image.ReusedMemory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Frames of one size that share an inference, and the memory for it: frames are decoded straight to
 * where the network reads them, and classes are encoded from where it wrote them. Used again and
 * again, and so is its memory, of which what large frames leave over is given back. Belongs to the
 * {@link BatchScheduler} while it forms, then to the thread that took it.
 */
final class Batch {
  private static final long MEGAPIXELS = 2048 * 1024;
  private static final int CHANNELS = 3;

  /** A frame's place in its batch. */
  static final class Slot {
    final Batch batch;
    final FrameJob job;
    int index;
    boolean ready;

    Slot(Batch batch, FrameJob job, int index) {
      this.batch = batch;
      this.job = job;
      this.index = index;
    }

    /** Where the frame is decoded to. */
    Pixels pixels() {
      int bytes = batch.pixels * CHANNELS;
      return new Pixels(batch.width, batch.height, batch.frames.slice(index * bytes, bytes));
    }

    /** Where its classes are in {@link Batch#classes()}. */
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
  private int unencoded;

  /** For {@code max} frames. */
  Batch(int max) {
    this.max = max;
  }

  /**
   * Empties it for frames of a size.
   *
   * @throws OutOfMemoryError if there is no memory for them; it holds none then
   */
  void open(int newWidth, int newHeight, long nowNanos) {
    slots.clear();
    given = 0;
    width = newWidth;
    height = newHeight;
    pixels = Math.multiplyExact(newWidth, newHeight);
    capacity = (int) Math.max(1, Math.min(max, max * MEGAPIXELS / pixels));
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

  /** The pixels of one of its frames, alone. */
  ByteBuffer frame(Slot slot) {
    int bytes = pixels * CHANNELS;
    return frames.slice(slot.index * bytes, bytes);
  }

  /** Where the classes of one of its frames belong, alone. */
  ByteBuffer classes(Slot slot) {
    return classes.slice(slot.index * pixels, pixels);
  }

  boolean hasRoomFor(FrameJob job) {
    return given < capacity && job.frame().width() == width && job.frame().height() == height;
  }

  Slot add(FrameJob job) {
    Slot slot = new Slot(this, job, given++);
    slots.add(slot);
    return slot;
  }

  /** Its frames, in the order they came. */
  List<Slot> slots() {
    return slots;
  }

  /** Whether every place was given away, even if a frame was left out since. */
  boolean full() {
    return given == capacity;
  }

  /** Whether every frame that it has is decoded. */
  boolean decoded() {
    return slots.stream().allMatch(slot -> slot.ready);
  }

  long openedNanos() {
    return openedNanos;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Direct; the first {@link #slots()} frames count. */
  ByteBuffer frames() {
    return frames;
  }

  /** Direct; as many masks as frames. */
  ByteBuffer classes() {
    return classes;
  }

  /** Closes the gaps of frames that were left out, so that the network sees none. */
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

  /** The network is done with it; its masks are still to be encoded. */
  void segmented() {
    unencoded = slots.size();
  }

  /** One mask is encoded; whether it was the last. Under the desk's lock. */
  boolean encoded() {
    return --unencoded == 0;
  }
}
