package dev.weir.capture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/** JPEGs, and multipart responses of them. */
final class Jpegs {
  static final String HEAD =
      "HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\n\r\n";

  private Jpegs() {}

  /** A picture of 64x48 pixels, each number another. */
  static byte[] jpeg(int number) throws IOException {
    BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < 64 * 48; i++) {
      image.setRGB(i % 64, i / 64, (i * 7919 + number * 40503) & 0xFFFFFF);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", out);
    return out.toByteArray();
  }

  /** A part with its delimiter line. */
  static byte[] part(byte[] jpeg, boolean withLength) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ascii("--frame\r\nContent-Type: image/jpeg\r\n"));
    out.writeBytes(ascii(withLength ? "Content-Length: " + jpeg.length + "\r\n\r\n" : "\r\n"));
    out.writeBytes(jpeg);
    out.writeBytes(ascii("\r\n"));
    return out.toByteArray();
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
