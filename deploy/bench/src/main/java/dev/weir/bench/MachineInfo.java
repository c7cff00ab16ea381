package dev.weir.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The machine that a figure was measured on.
 *
 * @param processor its name, or its architecture if the system does not report a name
 * @param cores cores that this process may use
 * @param memoryMegabytes memory of the machine
 * @param java its version
 * @param load average load of the last minute when the run began, in running threads; negative if
 *     unknown
 */
public record MachineInfo(
    String processor, int cores, long memoryMegabytes, String java, double load) {
  /** Returns this machine and its current load. */
  public static MachineInfo here() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new MachineInfo(
        processorName(),
        Runtime.getRuntime().availableProcessors(),
        system.getTotalMemorySize() >> 20,
        Runtime.version().toString(),
        system.getSystemLoadAverage());
  }

  private static String processorName() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException | java.io.UncheckedIOException notLinux) {
      return System.getProperty("os.arch");
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "machine: %s, %d cores, %d MB, Java %s, load %.1f",
        processor,
        cores,
        memoryMegabytes,
        java,
        load);
  }
}
