package dev.weir.image;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;

/**
 * Native memory that is reused for one picture after another. It grows on demand. When requests
 * have been much smaller for a while, the surplus is freed at once, without waiting for the garbage
 * collector. Not thread-safe.
 */
public final class ReusedMemory implements AutoCloseable {
  /** Memory up to this size is never freed early: the next picture may need it. */
  private static final int SMALL = 16 * 1024 * 1024;

  /** Consecutive requests for less than half before the memory shrinks. */
  private static final int OFTEN = 32;

  private BytePointer memory = new BytePointer();
  private ByteBuffer buffer = ByteBuffer.allocateDirect(0);
  private int largestOfLate;
  private int often;

  /**
   * Returns memory of at least the given size. Its content is undefined. Memory returned earlier
   * must not be used anymore.
   *
   * @return direct, position 0, capacity at least {@code bytes}
   * @throws OutOfMemoryError if there is not enough memory; the previous memory is freed then
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

  /** Frees all memory. A later request allocates new memory. */
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
