package dev.weir.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.mask.MaskEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that never go silent and never make progress. */
@DisplayName("Slow connections")
@Timeout(180)
class SlowConnectionsTest {
  private static final Deadlines SHORT =
      new Deadlines(
          Duration.ofMillis(900),
          Duration.ofMillis(900),
          Duration.ofMillis(900),
          Duration.ofMillis(200),
          Duration.ofSeconds(10));

  /** For clients that must stay connected, even on a busy machine. */
  private static final Deadlines PATIENT =
      new Deadlines(
          Duration.ofSeconds(8),
          Duration.ofSeconds(8),
          Duration.ofSeconds(8),
          Duration.ofMillis(500),
          Duration.ofSeconds(10));

  /** Longer than any deadline, shorter than Jetty's idle timeout of 30 s. */
  private static final long PATIENCE_MILLIS = 20_000;

  private Dashboard dashboard;

  @BeforeEach
  void serve() {
    serve(SHORT);
  }

  private void serve(Deadlines deadlines) {
    if (dashboard != null) {
      dashboard.close();
    }
    dashboard = Samples.dashboard(Samples.options("localhost", 0), deadlines);
  }

  @AfterEach
  void stop() {
    dashboard.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress("localhost", dashboard.uri().getPort()));
    socket.setSoTimeout(50);
    return socket;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Sends a byte every 50 ms; returns whether the server closes the connection in time. */
  private static boolean isCutWhileSending(Socket socket, byte[] slowly) throws IOException {
    OutputStream out = socket.getOutputStream();
    InputStream in = socket.getInputStream();
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    byte[] scrap = new byte[8192];
    for (int i = 0; System.nanoTime() < deadline; i++) {
      try {
        out.write(slowly[i % slowly.length]);
        out.flush();
        if (in.read(scrap) < 0) {
          return true;
        }
      } catch (SocketTimeoutException e) {
        // no answer for 50 ms: send the next byte
      } catch (SocketException e) {
        return true;
      }
    }
    return false;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET / HTT",
        "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
        "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HTTP/1.1\r\nX-Slow: ",
        "POST /api/cameras HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n",
        "GET /api/cameras HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n",
      })
  void areCutHoweverFarTheRequestIs(String start) throws Exception {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(bytes(start));

      assertThat(isCutWhileSending(socket, bytes("a"))).isTrue();
    }
  }

  @Test
  void aWebSocketThatNeverEndsItsFrameIsCut() throws Exception {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(Samples.upgradeRequest(dashboard, "Host: localhost:%d"));
      // A masked text frame of 1000 bytes.
      byte[] header = {(byte) 0x81, (byte) 0xFE, 0x03, (byte) 0xE8, 0, 0, 0, 0};
      socket.getOutputStream().write(header);

      assertThat(isCutWhileSending(socket, bytes("a"))).isTrue();
    }
  }

  @Test
  void aResponseThatIsReadByteByByteIsCut() throws Exception {
    // Given a picture larger than any socket buffer
    dashboard.paired(Samples.pair(MaskEncoding.RAW, 6000, 6000));
    try (Socket socket = connect()) {
      for (int i = 0; i < 40; i++) {
        socket
            .getOutputStream()
            .write(bytes("GET /api/cameras/front/frame HTTP/1.1\r\nHost: localhost\r\n\r\n"));
      }

      // When, Then: bytes in transit still arrive before the connection ends
      assertThat(isCutWhileReading(socket)).isTrue();
    }
  }

  @Test
  void aViewerWhoReadsByteByByteIsCut() throws Exception {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(Samples.upgradeRequest(dashboard, "Host: localhost:%d"));
      for (int i = 0; i < 20; i++) {
        dashboard.paired(Samples.pair(MaskEncoding.RAW, 2000, 2000));
      }

      assertThat(isCutWhileReading(socket)).isTrue();
    }
  }

  /** Reads a byte every 20 ms; returns whether the server closes the connection in time. */
  private static boolean isCutWhileReading(Socket socket) throws Exception {
    InputStream in = socket.getInputStream();
    CountDownLatch never = new CountDownLatch(1);
    byte[] scrap = new byte[1 << 16];
    long start = System.nanoTime();
    long slowly = start + 3 * SHORT.response().toNanos();
    while (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS)) {
      try {
        boolean slow = System.nanoTime() < slowly; // then read what was in transit, up to the end
        if ((slow ? in.read() : in.read(scrap)) < 0) {
          return true;
        }
        assertThat(never.await(slow ? 20 : 0, TimeUnit.MILLISECONDS)).isFalse();
      } catch (SocketTimeoutException e) {
        // nothing within 50 ms
      } catch (SocketException e) {
        return true; // reset
      }
    }
    return false;
  }

  @Test
  void aViewerThatAnswersPingsIsKeptThoughItSaysNothing() throws Exception {
    serve(PATIENT);
    CountDownLatch closed = new CountDownLatch(1);
    BlockingQueue<String> status = new LinkedBlockingQueue<>();
    WebSocket.Listener listener = new WebSocket.Listener() { // the client answers pings itself
          @Override
          public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            status.add(text.toString());
            socket.request(1);
            return null;
          }

          @Override
          public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.countDown();
            return null;
          }

          @Override
          public void onError(WebSocket socket, Throwable error) {
            closed.countDown();
          }
        };
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(
                URI.create("ws://localhost:%d/ws".formatted(dashboard.uri().getPort())), listener)
            .get(20, TimeUnit.SECONDS);

    boolean cut = closed.await(2 * PATIENT.pong().toMillis(), TimeUnit.MILLISECONDS);

    assertThat(cut).isFalse();
    status.clear();
    assertThat(status.poll(30, TimeUnit.SECONDS)).as("it still gets the status").isNotNull();
    socket.abort();
  }

  @Test
  void aClientThatGetsOnIsKept() throws Exception {
    serve(PATIENT);
    try (Socket socket = connect()) {
      socket.setSoTimeout((int) PATIENCE_MILLIS);
      long end = System.nanoTime() + 2 * PATIENT.request().toNanos();
      int answers = 0;
      while (System.nanoTime() < end) {
        socket.getOutputStream().write(bytes("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        String answer = "";
        while (!answer.endsWith("ok")) {
          int next = socket.getInputStream().read();
          assertThat(next).as("connection after %d answers", answers).isNotNegative();
          answer += (char) next;
        }
        answers++;
      }
      assertThat(answers).isGreaterThan(2);
    }
  }
}
