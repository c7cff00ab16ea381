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
 * What this process has allocated and holds.
 *
 * @param allocated bytes of heap, by thread, since the thread began
 * @param residentMegabytes of the whole process, native memory included; 0 where the system does
 *     not tell
 */
public record MemoryUsage(Map<String, Long> allocated, long residentMegabytes) {
  private static final String RESIDENT = "VmRSS:";

  public MemoryUsage {
    allocated = Map.copyOf(allocated);
  }

  /** Now. */
  static MemoryUsage now() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Map<String, Long> allocated = new HashMap<>();
    for (var info : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (info != null) { // it may have ended meanwhile
        long bytes = threads.getThreadAllocatedBytes(info.getThreadId());
        allocated.merge(info.getThreadName(), Math.max(0, bytes), Long::sum);
      }
    }
    return new MemoryUsage(allocated, resident());
  }

  /** Bytes that threads whose names begin so have allocated since then; all for an empty name. */
  long allocatedSince(MemoryUsage before, String name) {
    return allocated.entrySet().stream()
        .filter(e -> e.getKey().startsWith(name))
        .mapToLong(e -> Math.max(0, e.getValue() - before.allocated.getOrDefault(e.getKey(), 0L)))
        .sum();
  }

  /** Megabytes of the whole process; 0 where the system does not tell. */
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
