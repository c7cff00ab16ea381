package dev.weir.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The memory that this process has allocated and holds.
 *
 * @param allocated bytes of heap by thread, since the thread started
 * @param residentMegabytes of the whole process, including native memory; 0 if the system does not
 *     report it
 */
public record MemoryUsage(Map<String, Long> allocated, long residentMegabytes) {
  private static final String RESIDENT = "VmRSS:";

  public MemoryUsage {
    allocated = Map.copyOf(allocated);
  }

  /** Returns the current usage. */
  static MemoryUsage now() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Map<String, Long> allocated = new HashMap<>();
    for (var info : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (info != null) { // the thread may have ended meanwhile
        long bytes = threads.getThreadAllocatedBytes(info.getThreadId());
        allocated.merge(info.getThreadName(), Math.max(0, bytes), Long::sum);
      }
    }
    return new MemoryUsage(allocated, resident());
  }

  /**
   * Returns the bytes allocated since {@code before} by threads whose names start with {@code
   * name}; an empty name means all threads.
   */
  long allocatedSince(MemoryUsage before, String name) {
    return allocated.entrySet().stream()
        .filter(e -> e.getKey().startsWith(name))
        .mapToLong(e -> Math.max(0, e.getValue() - before.allocated.getOrDefault(e.getKey(), 0L)))
        .sum();
  }

  /** Returns the resident memory of the whole process in MB; 0 if the system does not report it. */
  public static long resident() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith(RESIDENT))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException | java.io.UncheckedIOException notLinux) {
      return 0;
    }
  }
}
