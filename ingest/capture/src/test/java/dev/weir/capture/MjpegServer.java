package dev.weir.capture;

import dev.weir.image.JpegEncoder;
import dev.weir.image.Pixels;
import dev.weir.street.StreetDrive;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A camera that sends JPEGs over HTTP, 50 a second, and may fall silent after some. */
final class MjpegServer implements AutoCloseable {
  private final ServerSocket server;
  private final List<Socket> clients = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final int silentAfter;
  private final boolean lengths;
  private final byte[] jpeg;

  MjpegServer(int silentAfter, boolean lengths) throws IOException {
    this.silentAfter = silentAfter;
    this.lengths = lengths;
    Pixels pixels = Pixels.allocate(Clip.WIDTH, Clip.HEIGHT);
    byte[] bgr = new byte[Clip.WIDTH * Clip.HEIGHT * 3];
    new StreetDrive(5, Clip.WIDTH, Clip.HEIGHT).render(1, bgr, new byte[Clip.WIDTH * Clip.HEIGHT]);
    pixels.bgr().put(0, bgr);
    jpeg = new JpegEncoder(90).encode(pixels);
    server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "mjpeg-server");
    thread.setDaemon(true);
    thread.start();
  }

  String url() {
    return "http://localhost:%d/video".formatted(server.getLocalPort());
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        clients.add(client);
        daemon(() -> serve(client));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket client) {
    try {
      OutputStream out = client.getOutputStream();
      out.write(
          ascii(
              "HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=cut\r\n\r\n"));
      for (int i = 0; closing.getCount() > 0; i++) {
        if (i < silentAfter) {
          out.write(ascii("--cut\r\nContent-Type: image/jpeg\r\n"));
          out.write(ascii(lengths ? "Content-Length: " + jpeg.length + "\r\n\r\n" : "\r\n"));
          out.write(jpeg);
          out.write(ascii("\r\n"));
          out.flush();
        }
        closing.await(20, TimeUnit.MILLISECONDS);
      }
    } catch (IOException e) {
      // the client has gone
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    closing.countDown();
    server.close();
    for (Socket client : clients) {
      client.close();
    }
  }
}
