package dev.weir.capture.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;

/**
 * Matroska and WebM (RFC 9559): an EBML header, then a Segment that contains everything else. A
 * recording that was not finished, and a live recording, has a Segment of unknown length. Its
 * elements then have to be followed.
 */
final class MatroskaFormat implements ContainerFormat, UnitFormat {
  private static final int EBML = 0x1A45DFA3;
  private static final int SEGMENT = 0x18538067;
  private static final int CLUSTER = 0x1F43B675;
  private static final int UNKNOWN = -1;
  private static final int MAX_ID = 4; // bytes
  private static final int MAX_LENGTH = 8; // bytes

  /** Children of a Segment, and of a Cluster of unknown length. */
  private static final Set<Integer> ELEMENTS =
      Set.of(
          CLUSTER,
          0x1C53BB6B, // Cues
          0x114D9B74, // SeekHead
          0x1549A966, // Info
          0x1654AE6B, // Tracks
          0x1254C367, // Tags
          0x1941A469, // Attachments
          0x1043A770, // Chapters
          0xEC, // Void
          0xBF, // CRC-32
          0xA3, // SimpleBlock
          0xA0, // BlockGroup
          0xE7, // Timestamp
          0xAB, // PrevSize
          0xA7); // Position

  @Override
  public boolean matches(ByteBuffer head) {
    return head.getInt(0) == EBML;
  }

  @Override
  public Optional<String> missing(FileBytes file) throws IOException {
    long segment = segment(file);
    if (file.size() - segment < MAX_ID + MAX_LENGTH || file.at(segment, 4).getInt(0) != SEGMENT) {
      return Optional.empty();
    }
    long length = length(file, segment + 4);
    if (length == UNKNOWN) {
      return UnitWalk.missing(file, this);
    }
    long end = first(file) + length;
    return end > file.size()
        ? ContainerLength.longer("its segment", end - file.size())
        : Optional.empty();
  }

  /** The position of the Segment: after the EBML header. */
  private static long segment(FileBytes file) throws IOException {
    return 4 + width(file, 4) + Math.max(0, length(file, 4));
  }

  @Override
  public long first(FileBytes file) throws IOException {
    long at = segment(file) + 4;
    return at + width(file, at);
  }

  @Override
  public int mark() {
    return 1;
  }

  /** Whether it is the first byte of an identifier. */
  @Override
  public boolean starts(ByteBuffer mark) {
    int width = width(mark.get(0));
    return width <= MAX_ID && ELEMENTS.stream().anyMatch(id -> firstByte(id) == mark.get(0));
  }

  private static byte firstByte(int id) {
    int highestBit = 31 - Integer.numberOfLeadingZeros(id);
    return (byte) (id >>> (highestBit / 8 * 8));
  }

  @Override
  public Unit unit(FileBytes file, long at) throws IOException {
    int width = width(file, at);
    int id = 0;
    for (ByteBuffer bytes = file.at(at, width); bytes.hasRemaining(); ) {
      id = (id << 8) | (bytes.get() & 0xFF);
    }
    if (!ELEMENTS.contains(id)) {
      return new Plain(name(), file.size()); // padding: nothing more is known
    }
    long length = length(file, at + width);
    long content = at + width + width(file, at + width);
    if (length == UNKNOWN) {
      return new Plain(name(), id == CLUSTER ? content : file.size());
    }
    return new Plain(name(), content + length);
  }

  @Override
  public String name() {
    return "element";
  }

  @Override
  public boolean certain(ByteBuffer bytes, int at) {
    return at + 4 <= bytes.limit() && bytes.getInt(at) == CLUSTER;
  }

  /**
   * Returns the length in bytes of the number that starts with this byte; 9 if the byte is invalid.
   */
  private static int width(byte first) {
    return Integer.numberOfLeadingZeros(first & 0xFF) - 23;
  }

  private static int width(FileBytes file, long at) throws IOException {
    return width(file.at(at, 1).get(0));
  }

  /** Reads a length. All ones, and an invalid length, are {@link #UNKNOWN}. */
  private static long length(FileBytes file, long at) throws IOException {
    int width = width(file, at);
    if (width > MAX_LENGTH) {
      return UNKNOWN;
    }
    ByteBuffer digits = file.at(at, width);
    long value = digits.get(0) & (0xFF >> width);
    long ones = 0xFF >> width;
    for (int i = 1; i < width; i++) {
      value = (value << 8) | (digits.get(i) & 0xFF);
      ones = (ones << 8) | 0xFF;
    }
    return value == ones ? UNKNOWN : value;
  }
}
