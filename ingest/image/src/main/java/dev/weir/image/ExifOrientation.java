package dev.weir.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds and resets the {@code Orientation} tag in a JPEG's Exif segment (CIPA DC-008, 4.5.4 and
 * 4.6.4) without decoding the picture. Thread-safe.
 */
public final class ExifOrientation {
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final int APP1 = 0xE1;
  private static final int START_OF_SCAN = 0xDA;
  private static final int ORIENTATION = 0x0112;
  private static final int SHORT = 3; // the type that the standard requires
  private static final int LONG = 4; // the type that some cameras write
  private static final int ENTRY = 12; // size of a directory entry in bytes
  private static final int STORED = 1; // the picture is stored upright

  private ExifOrientation() {}

  /**
   * Returns the turn that makes the picture upright, or {@link Orientation#UPRIGHT} if the JPEG has
   * no such tag.
   */
  public static Orientation of(byte[] jpeg) {
    Tag tag = find(jpeg);
    return tag == null ? Orientation.UPRIGHT : Orientation.ofExif(tag.value());
  }

  /**
   * Returns the same picture with its tag set to upright, so that viewers that read the tag do not
   * turn it. Returns the argument itself if nothing changes, otherwise a copy.
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

  /** The tag's value, its type, the value's offset, and its byte order. */
  private record Tag(int value, int type, int at, ByteOrder order) {}

  /**
   * Returns the tag of the first Exif segment before the picture's data, or null if there is none.
   */
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

  /** Searches the first directory of a TIFF header. Offsets beyond the header's end are ignored. */
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
