package dev.weir.capture.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A TCP server that sends a given answer on each connection and then keeps it open until closed.
 */
public final class FakeServer implements AutoCloseable {
  /** Writes the answer after a request's headers. */
  @FunctionalInterface
  public interface Answer {
    void write(OutputStream out, String request) throws IOException;
  }

  private final ServerSocket socket;
  private final Queue<Socket> clients = new ConcurrentLinkedQueue<>();
  private final boolean hangsUp;

  private FakeServer(Answer answer, boolean hangsUp) throws IOException {
    this.hangsUp = hangsUp;
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(() -> accept(answer));
  }

  public static FakeServer answering(Answer answer) throws IOException {
    return new FakeServer(answer, true);
  }

  /** Leaves the connection open after the answer. */
  public static FakeServer stalling(Answer answer) throws IOException {
    return new FakeServer(answer, false);
  }

  /** Accepts connections and never answers. */
  public static FakeServer silent() throws IOException {
    return stalling((out, request) -> {});
  }

  public int port() {
    return socket.getLocalPort();
  }

  private void accept(Answer answer) {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        clients.add(client);
        daemon(() -> serve(client, answer));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client, Answer answer) {
    try {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
      StringBuilder request = new StringBuilder();
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        request.append(line).append('\n');
      }
      OutputStream out = client.getOutputStream();
      answer.write(out, request.toString());
      out.flush();
      if (hangsUp) {
        client.close();
      }
    } catch (IOException e) {
      // The client has disconnected, as the tests of close() do.
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "fake-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Closes all open connections. New ones are still accepted. */
  public void hangUp() throws IOException {
    for (Socket client = clients.poll(); client != null; client = clients.poll()) {
      client.close();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket client : clients) {
      client.close();
    }
  }
}
