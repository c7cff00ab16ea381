package dev.weir.image;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;

/**
 * Direct memory for one picture after the other: it grows with what is asked for, and when much
 * less has been asked for during a while, the surplus goes back to the system at once, without
 * waiting for the garbage collector. Not thread-safe.
 */
public final class ReusedMemory implements AutoCloseable {
  /** Up to this size nothing is given back: the next picture may need it. */
  private static final int SMALL = 16 * 1024 * 1024;

  /** Asked for less than half so often in a row: whoever needed the rest is gone. */
  private static final int OFTEN = 32;

  private BytePointer memory = new BytePointer();
  private ByteBuffer buffer = ByteBuffer.allocateDirect(0);
  private int largestOfLate;
  private int often;

  /**
   * Memory of at least that size; its content is undefined. What was given before must not be used
   * any more.
   *
   * @return direct, position 0, its capacity at least {@code bytes}
   * @throws OutOfMemoryError if there is none; what there was before is given back then
   */
  public ByteBuffer atLeast(int bytes) {
    if (bytes > buffer.capacity()) {
      allocate(bytes);
    } else if (buffer.capacity() <= SMALL || bytes > buffer.capacity() / 2) {
      often = 0;
      largestOfLate = 0;
    } else {
      largestOfLate = Math.max(largestOfLate, bytes);
      if (++often >= OFTEN) {
        allocate(largestOfLate);
      }
    }
    return buffer;
  }

  /** Gives all of it back; the next that asks gets new memory. */
  @Override
  public void close() {
    buffer = ByteBuffer.allocateDirect(0);
    memory.deallocate();
    memory = new BytePointer();
    often = 0;
    largestOfLate = 0;
  }

  private void allocate(int bytes) {
    close();
    memory = new BytePointer((long) bytes);
    buffer = memory.asByteBuffer();
  }
}
