package dev.weir.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.mask.MaskEncoding;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The dashboard's threads")
@Timeout(240)
class DashboardThreadsTest {
  private static final int VIEWERS = 150;
  private static final int REQUESTS = 40;

  /** The threads that stay: Jetty starts up to 4 acceptors, 4 selectors and 4 spare threads. */
  private static final int ALWAYS = 12;

  private static final int MAX_THREADS = 64;
  private static final long SOON_NANOS = TimeUnit.SECONDS.toNanos(40);

  /** At one thread per idle time, {@link #REQUESTS} threads would need longer than "soon". */
  private static final Deadlines DEADLINES =
      new Deadlines(
          Duration.ofSeconds(120),
          Duration.ofSeconds(120),
          Duration.ofSeconds(120),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2));

  private final CountDownLatch busy = new CountDownLatch(REQUESTS);
  private final CountDownLatch answer = new CountDownLatch(1);

  @Test
  void endSoonAfterTheRequestsThatNeededThem() throws Exception {
    try (Dashboard dashboard = Samples.dashboard(DEADLINES, this::block)) {
      // Given as many threads as requests
      List<Socket> clients = new ArrayList<>();
      try {
        for (int i = 0; i < REQUESTS; i++) {
          clients.add(request(dashboard, get()));
        }
        assertThat(busy.await(60, TimeUnit.SECONDS)).as("all requests are being answered").isTrue();
        assertThat(threads()).hasSizeGreaterThanOrEqualTo(REQUESTS);

        // When
        answer.countDown();
      } finally {
        answer.countDown();
        close(clients);
      }

      // Then
      assertFewThreadsSoon();
    }
  }

  @Test
  void areFewerThanTheViewersAndEndSoonAfterTheyLeave() throws Exception {
    try (Dashboard dashboard = Samples.dashboard(DEADLINES, () -> {})) {
      // Given
      int max = 0;
      List<Socket> viewers = new ArrayList<>();
      try {
        for (int i = 0; i < VIEWERS; i++) {
          viewers.add(viewer(dashboard));
          dashboard.paired(Samples.pair(MaskEncoding.RAW));
          max = Math.max(max, threads().size());
        }
        await(() -> dashboard.openConnections() == VIEWERS); // upgrades may be in progress
        assertThat(dashboard.openConnections()).isEqualTo(VIEWERS);
      } finally {
        // When
        close(viewers);
      }

      // Then: closing the connections may need threads first
      assertThat(max).isLessThanOrEqualTo(MAX_THREADS);
      await(() -> dashboard.openConnections() == 0);
      assertThat(dashboard.openConnections()).isZero();
      assertFewThreadsSoon();
    }
  }

  private void block() {
    busy.countDown();
    try {
      assertThat(answer.await(100, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until few threads are left; if too many stay, shows what each one does. */
  private static void assertFewThreadsSoon() throws InterruptedException {
    List<Map<Thread, StackTraceElement[]>> last = new ArrayList<>(List.of(threads()));
    await(
        () -> {
          last.set(0, threads());
          return last.get(0).size() <= ALWAYS;
        });
    Map<Thread, StackTraceElement[]> left = last.get(0); // counted and shown at one moment
    assertThat(left.size()).as(() -> described(left)).isLessThanOrEqualTo(ALWAYS);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    long deadline = System.nanoTime() + SOON_NANOS;
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      assertThat(never.await(100, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  private static String described(Map<Thread, StackTraceElement[]> threads) {
    return threads.entrySet().stream()
        .map(
            e ->
                e.getKey()
                    + Arrays.stream(e.getValue())
                        .map(frame -> "\n    " + frame)
                        .collect(Collectors.joining()))
        .collect(Collectors.joining("\n", "threads of the dashboard:\n", "\n"));
  }

  private static byte[] get() {
    return "GET /api/cameras HTTP/1.1\r\nHost: localhost\r\n\r\n"
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Socket request(Dashboard dashboard, byte[] request) throws IOException {
    Socket socket = new Socket("localhost", dashboard.uri().getPort());
    socket.setSoTimeout(60_000);
    socket.getOutputStream().write(request);
    return socket;
  }

  private static Socket viewer(Dashboard dashboard) throws IOException {
    Socket socket = request(dashboard, Samples.upgradeRequest(dashboard, "Host: localhost:%d"));
    assertThat(socket.getInputStream().read()).isEqualTo('H');
    return socket;
  }

  private static void close(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private static Map<Thread, StackTraceElement[]> threads() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(e -> e.getKey().getName().startsWith("weir-dashboard-"))
        .filter(e -> !e.getKey().getName().endsWith("status"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
