package dev.weir.image;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.bytedeco.javacpp.Pointer;

/**
 * What pictures may take of this process's memory: a share, so that the rest of the process, and of
 * the machine, has its own.
 *
 * @param heapBytes of Java's heap
 * @param nativeBytes beside it: decoders, buffers, networks
 */
public record MemoryBudget(long heapBytes, long nativeBytes) {
  private static final int HEAP_SHARE = 2;
  private static final int NATIVE_SHARE = 3;

  public MemoryBudget {
    if (heapBytes < 0 || nativeBytes < 0) {
      throw new IllegalArgumentException(
          "memory budget of %d and %d bytes: expected 0 or more".formatted(heapBytes, nativeBytes));
    }
  }

  /**
   * Half of the heap; and a third of what the heap leaves of the machine, or of the container, as
   * far as JavaCPP lets this process grow at all: beyond that it refuses every allocation, of
   * whatever size.
   */
  public static MemoryBudget ofThisProcess() {
    long heap = Runtime.getRuntime().maxMemory();
    var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long beside = Math.max(0, machine.getTotalMemorySize() - heap);
    long allowed = Pointer.maxPhysicalBytes(); // 0 is no limit
    return new MemoryBudget(
        heap / HEAP_SHARE, (allowed > 0 ? Math.min(beside, allowed) : beside) / NATIVE_SHARE);
  }

  /** For one of so many that take pictures at once. */
  public MemoryBudget sharedBy(int count) {
    return new MemoryBudget(heapBytes / count, nativeBytes / count);
  }

  /**
   * How many pixels fit.
   *
   * @param heapPerPixel bytes of heap that each pixel takes, 0 for none
   * @param nativePerPixel bytes beside the heap that each pixel takes, 0 for none
   * @return from 1
   */
  public long pixels(long heapPerPixel, long nativePerPixel) {
    long inHeap = heapPerPixel == 0 ? Long.MAX_VALUE : heapBytes / heapPerPixel;
    long beside = nativePerPixel == 0 ? Long.MAX_VALUE : nativeBytes / nativePerPixel;
    return Math.max(1, Math.min(inHeap, beside));
  }
}
