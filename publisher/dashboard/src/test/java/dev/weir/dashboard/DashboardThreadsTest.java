package dev.weir.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.mask.MaskEncoding;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The dashboard's threads")
@Timeout(120)
class DashboardThreadsTest {
  private static final int VIEWERS = 150;
  private static final Deadlines SOON =
      new Deadlines(
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Duration.ofSeconds(20),
          Duration.ofSeconds(5),
          Duration.ofMillis(500));

  @Test
  void endSoonAfterTheViewersLeave() throws Exception {
    try (Dashboard dashboard = Samples.dashboard(Samples.options("localhost", 0), SOON)) {
      // Given
      int max = 0;
      List<Socket> viewers = new ArrayList<>();
      try {
        for (int i = 0; i < VIEWERS; i++) {
          viewers.add(viewer(dashboard));
          dashboard.paired(Samples.pair(MaskEncoding.RAW));
          max = Math.max(max, threads());
        }
      } finally {
        // When
        for (Socket viewer : viewers) {
          viewer.close();
        }
      }

      // Then: the server's selector and acceptor threads always remain
      assertThat(max).isLessThanOrEqualTo(64);
      CountDownLatch never = new CountDownLatch(1);
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (threads() > 4 && System.nanoTime() < deadline) {
        assertThat(never.await(100, TimeUnit.MILLISECONDS)).isFalse();
      }
      assertThat(threads()).isLessThanOrEqualTo(4);
    }
  }

  private static Socket viewer(Dashboard dashboard) throws IOException {
    Socket socket = new Socket("localhost", dashboard.uri().getPort());
    socket.getOutputStream().write(Samples.upgradeRequest(dashboard, "Host: localhost:%d"));
    socket.setSoTimeout(30_000);
    assertThat(socket.getInputStream().read()).isEqualTo('H');
    return socket;
  }

  private static int threads() {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .filter(
                t -> t.getName().startsWith("weir-dashboard-") && !t.getName().endsWith("status"))
            .count();
  }
}
