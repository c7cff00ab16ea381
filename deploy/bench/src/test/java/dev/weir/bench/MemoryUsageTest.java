package dev.weir.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A process's memory")
class MemoryUsageTest {
  private static final int MEGABYTE = 1 << 20;

  @Test
  void whatAThreadAllocatesIsCountedUnderItsName() throws Exception {
    // Given
    ExecutorService pool = Executors.newSingleThreadExecutor(r -> new Thread(r, "weir-memory"));
    try {
      pool.submit(() -> new byte[1]).get(60, TimeUnit.SECONDS);
      MemoryUsage before = MemoryUsage.now();

      // When
      byte[] kept = pool.submit(() -> new byte[8 * MEGABYTE]).get(60, TimeUnit.SECONDS);
      MemoryUsage after = MemoryUsage.now();

      // Then
      assertThat(kept).hasSize(8 * MEGABYTE);
      assertThat(after.allocatedSince(before, "weir-memory"))
          .isBetween(8L * MEGABYTE, 9L * MEGABYTE);
      assertThat(after.allocatedSince(before, "")).isGreaterThanOrEqualTo(8L * MEGABYTE);
      assertThat(after.allocatedSince(before, "nobody")).isZero();
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void whatIsResidentIsAtLeastTheHeapInUse() {
    // When
    MemoryUsage now = MemoryUsage.now();

    // Then
    Runtime runtime = Runtime.getRuntime();
    long used = (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    if (System.getProperty("os.name").equals("Linux")) {
      assertThat(now.residentMegabytes()).isGreaterThanOrEqualTo(used / 2).isPositive();
    } else {
      assertThat(now.residentMegabytes()).isZero();
    }
  }
}
