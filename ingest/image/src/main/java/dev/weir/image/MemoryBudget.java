package dev.weir.image;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.bytedeco.javacpp.Pointer;

/**
 * The share of this process's memory that pictures may use. The rest is for the process itself and
 * for the machine.
 *
 * @param heapBytes bytes of the Java heap
 * @param nativeBytes bytes of native memory: decoders, buffers, models
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
   * Half of the heap, and a third of the memory that the heap leaves on the machine or in the
   * container. The native part also respects JavaCPP's limit for the process: beyond it, JavaCPP
   * refuses every allocation of any size.
   */
  public static MemoryBudget ofThisProcess() {
    long heap = Runtime.getRuntime().maxMemory();
    var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long beside = Math.max(0, machine.getTotalMemorySize() - heap);
    long allowed = Pointer.maxPhysicalBytes(); // 0 means no limit
    return new MemoryBudget(
        heap / HEAP_SHARE, (allowed > 0 ? Math.min(beside, allowed) : beside) / NATIVE_SHARE);
  }

  /** Returns the budget of one of {@code count} users that process pictures at once. */
  public MemoryBudget sharedBy(int count) {
    return new MemoryBudget(heapBytes / count, nativeBytes / count);
  }

  /**
   * Returns the number of pixels that fit.
   *
   * @param heapPerPixel heap bytes per pixel, 0 for none
   * @param nativePerPixel native bytes per pixel, 0 for none
   * @return from 1
   */
  public long pixels(long heapPerPixel, long nativePerPixel) {
    long inHeap = heapPerPixel == 0 ? Long.MAX_VALUE : heapBytes / heapPerPixel;
    long beside = nativePerPixel == 0 ? Long.MAX_VALUE : nativeBytes / nativePerPixel;
    return Math.max(1, Math.min(inHeap, beside));
  }
}
