package dev.weir.capture.source;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/** Creates JPEGs and multipart responses. */
public final class Jpegs {
  public static final String HEAD =
      "HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\n\r\n";

  private Jpegs() {}

  /** Creates a JPEG of 64x48 pixels, different for each number. */
  public static byte[] jpeg(int number) throws IOException {
    return picture(number, "jpg");
  }

  /** Creates the same picture as a PNG. */
  public static byte[] png(int number) throws IOException {
    return picture(number, "png");
  }

  private static byte[] picture(int number, String format) throws IOException {
    BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < 64 * 48; i++) {
      image.setRGB(i % 64, i / 64, (i * 7919 + number * 40503) & 0xFFFFFF);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }

  /** Creates a part with its delimiter line. */
  public static byte[] part(byte[] jpeg, boolean withLength) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ascii("--frame\r\nContent-Type: image/jpeg\r\n"));
    out.writeBytes(ascii(withLength ? "Content-Length: " + jpeg.length + "\r\n\r\n" : "\r\n"));
    out.writeBytes(jpeg);
    out.writeBytes(ascii("\r\n"));
    return out.toByteArray();
  }

  /** Returns the same picture with an Exif orientation, 1 to 8. */
  public static byte[] withOrientation(byte[] jpeg, int exif) {
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + 36);
    out.put(jpeg, 0, 2);
    out.putShort((short) 0xFFE1).putShort((short) 34).put(ascii("Exif\0\0MM")).putShort((short) 42);
    out.putInt(8).putShort((short) 1); // one entry
    out.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) exif);
    out.putShort((short) 0).putInt(0);
    out.put(jpeg, 2, jpeg.length - 2);
    return out.array();
  }

  public static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
