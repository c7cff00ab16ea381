package dev.weir.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The tag {@code Orientation} in a JPEG's Exif segment (CIPA DC-008, 4.5.4 and 4.6.4): found and
 * reset without decoding the picture. Thread-safe.
 */
public final class ExifOrientation {
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final int APP1 = 0xE1;
  private static final int START_OF_SCAN = 0xDA;
  private static final int ORIENTATION = 0x0112;
  private static final int SHORT = 3; // the type that its value should have
  private static final int LONG = 4; // and the one that some cameras write
  private static final int ENTRY = 12; // bytes of a directory's entry
  private static final int STORED = 1; // the value for a picture that is stored upright

  private ExifOrientation() {}

  /** How the picture is turned upright; {@link Orientation#UPRIGHT} if the JPEG does not say. */
  public static Orientation of(byte[] jpeg) {
    Tag tag = find(jpeg);
    return tag == null ? Orientation.UPRIGHT : Orientation.ofExif(tag.value());
  }

  /**
   * The same picture, said to be stored upright: viewers that read the tag leave it as it is. The
   * argument itself if it needs no change, otherwise a copy.
   */
  public static byte[] reset(byte[] jpeg) {
    Tag tag = find(jpeg);
    if (tag == null || tag.value() == STORED) {
      return jpeg;
    }
    byte[] changed = jpeg.clone();
    ByteBuffer bytes = ByteBuffer.wrap(changed).order(tag.order());
    if (tag.type() == SHORT) {
      bytes.putShort(tag.at(), (short) STORED);
    } else {
      bytes.putInt(tag.at(), STORED);
    }
    return changed;
  }

  /** A value, its type, where it stands, and in which order its bytes are. */
  private record Tag(int value, int type, int at, ByteOrder order) {}

  /** The tag of the first Exif segment before the picture's data; null if there is none. */
  private static @Nullable Tag find(byte[] jpeg) {
    ByteBuffer bytes = ByteBuffer.wrap(jpeg);
    int at = 2;
    while (at + 4 <= jpeg.length && (jpeg[at] & 0xFF) == 0xFF) {
      int marker = jpeg[at + 1] & 0xFF;
      if (marker == 0xFF) { // a fill byte before a marker
        at++;
        continue;
      }
      int end = at + 2 + (bytes.getShort(at + 2) & 0xFFFF);
      if (marker == START_OF_SCAN || end <= at + 2 || end > jpeg.length) {
        return null;
      }
      int tiff = at + 4 + EXIF.length;
      if (marker == APP1
          && tiff <= end
          && Arrays.equals(jpeg, at + 4, tiff, EXIF, 0, EXIF.length)) {
        return inTiff(bytes, tiff, end);
      }
      at = end;
    }
    return null;
  }

  /** In the first directory of a TIFF header; whatever it points to, nothing beyond its end. */
  private static @Nullable Tag inTiff(ByteBuffer bytes, int tiff, int end) {
    if (tiff + 8 > end) {
      return null;
    }
    bytes.order(bytes.get(tiff) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long directory = tiff + (bytes.getInt(tiff + 4) & 0xFFFFFFFFL);
    if (directory < tiff + 8L || directory + 2 > end) {
      return null;
    }
    int count = bytes.getShort((int) directory) & 0xFFFF;
    for (int i = 0; i < count; i++) {
      int entry = (int) directory + 2 + i * ENTRY;
      if (entry + ENTRY > end) {
        return null;
      }
      if ((bytes.getShort(entry) & 0xFFFF) == ORIENTATION) {
        return tag(bytes, entry);
      }
    }
    return null;
  }

  private static @Nullable Tag tag(ByteBuffer bytes, int entry) {
    int type = bytes.getShort(entry + 2) & 0xFFFF;
    int at = entry + 8;
    return switch (type) {
      case SHORT -> new Tag(bytes.getShort(at) & 0xFFFF, type, at, bytes.order());
      case LONG -> new Tag(bytes.getInt(at), type, at, bytes.order());
      default -> null;
    };
  }
}
