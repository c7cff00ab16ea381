package dev.weir.image;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A decoded picture: {@code width * height * 3} bytes, rows top-down without padding, each pixel
 * blue, green, red. The buffer is direct and may be reused for the next picture. The holder of a
 * {@code Pixels} owns it until it passes it on. Not thread-safe.
 *
 * @param width pixels, from 1
 * @param height pixels, from 1
 * @param bgr direct; position 0, limit {@code width * height * 3}
 */
public record Pixels(int width, int height, ByteBuffer bgr) {
  public Pixels {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "pixels of %dx%d: expected at least 1x1".formatted(width, height));
    }
    if (!bgr.isDirect() || bgr.position() != 0 || bgr.limit() != bytes(width, height)) {
      throw new IllegalArgumentException(
          "pixels of %dx%d: expected a direct buffer from 0 to %d, found %s"
              .formatted(width, height, bytes(width, height), bgr));
    }
  }

  /** Allocates black pixels. */
  public static Pixels allocate(int width, int height) {
    return new Pixels(width, height, ByteBuffer.allocateDirect(bytes(width, height)));
  }

  /**
   * Returns pixels of a given size. Uses the memory of {@code previous} if it is large enough,
   * otherwise new memory. The content is undefined. {@code previous} must not be used afterward.
   */
  public static Pixels reuse(@Nullable Pixels previous, int width, int height) {
    int bytes = bytes(width, height);
    if (previous == null || previous.bgr.capacity() < bytes) {
      return allocate(width, height);
    }
    previous.bgr.clear().limit(bytes);
    return new Pixels(width, height, previous.bgr);
  }

  private static int bytes(int width, int height) {
    return Math.multiplyExact(Math.multiplyExact(width, height), 3);
  }
}
