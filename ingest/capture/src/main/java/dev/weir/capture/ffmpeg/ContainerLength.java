package dev.weir.capture.ffmpeg;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * Finds files that are shorter than their outermost elements declare: boxes of MP4 and MOV (ISO
 * 14496-12), the Segment of Matroska and WebM (RFC 9559), RIFF chunks of AVI, the header of ASF and
 * WMV, packets of MPEG-TS. Only lengths that these formats define are trusted. An unknown or zero
 * length, or trailing bytes, do not count as truncation.
 */
final class ContainerLength {
  private static final long EBML = 0x1A45DFA3L;
  private static final long SEGMENT = 0x18538067L;
  private static final int BOX_HEADER = 8;
  private static final int MOST_BOXES = 1_000_000;
  private static final Set<String> FIRST_BOXES = Set.of("ftyp", "moov", "styp", "wide", "pnot");
  private static final Set<String> BOXES =
      Set.of(
          "ftyp", "styp", "moov", "moof", "mdat", "mfra", "sidx", "meta", "free", "skip", "wide",
          "uuid", "udta", "emsg", "prft");
  private static final int RIFF_SLACK = 16; // some writers also count the header or the padding
  private static final byte[] ASF_HEADER =
      HexFormat.of().parseHex("3026b2758e66cf11a6d900aa0062ce6c");
  private static final byte[] ASF_PROPERTIES =
      HexFormat.of().parseHex("a1dcab8c47a9cf118ee400c00c205365");
  private static final int[] TS_PACKETS = {188, 192, 204};
  private static final int TS_PROOF = 8; // packets whose sync byte must be right

  private final FileChannel file;
  private final long size;

  private ContainerLength(FileChannel file) throws IOException {
    this.file = file;
    this.size = file.size();
  }

  /**
   * Returns what a file lacks of its declared length; empty if it lacks nothing or declares none.
   */
  static Optional<String> missing(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path)) {
      ContainerLength container = new ContainerLength(file);
      if (container.size < 16) {
        return Optional.empty();
      }
      return container.missing();
    } catch (EOFException e) {
      return Optional.empty(); // it ends within a header, so its length is unknown
    }
  }

  private Optional<String> missing() throws IOException {
    ByteBuffer head = bytes(0, 16);
    String type = ascii(head, 4);
    if (FIRST_BOXES.contains(type)) {
      return boxes();
    }
    if ((head.getInt(0) & 0xFFFFFFFFL) == EBML) {
      return segment();
    }
    if (ascii(head, 0).equals("RIFF") && ascii(head, 8).startsWith("AVI")) {
      return chunks();
    }
    if (head.equals(ByteBuffer.wrap(ASF_HEADER))) {
      return asf();
    }
    return packets();
  }

  private Optional<String> boxes() throws IOException {
    long at = 0;
    for (int i = 0; i < MOST_BOXES && at < size; i++) {
      if (size - at < BOX_HEADER) {
        return Optional.empty(); // so few bytes are padding
      }
      ByteBuffer header = bytes(at, BOX_HEADER);
      String type = ascii(header, 4);
      long length = header.getInt(0) & 0xFFFFFFFFL;
      if (!BOXES.contains(type) || length == 0) { // trailing bytes, or up to the end of the file
        return Optional.empty();
      }
      if (length == 1) {
        if (size - at < 16) {
          return lacks("its last box, '%s', ends within its header", type);
        }
        length = bytes(at + 8, 8).getLong(0);
      }
      if (length < BOX_HEADER) {
        return Optional.empty();
      }
      if (length > size - at) {
        return lacks("its last box, '%s', is " + (length - (size - at)) + " bytes longer", type);
      }
      at += length;
    }
    return Optional.empty();
  }

  /** EBML header, followed by the Segment, which contains everything else. */
  private Optional<String> segment() throws IOException {
    long at = 4;
    long header = variable(at);
    at += width(at) + header;
    if (header < 0 || size - at < 12 || (bytes(at, 4).getInt(0) & 0xFFFFFFFFL) != SEGMENT) {
      return Optional.empty();
    }
    long length = variable(at + 4);
    long begin = at + 4 + width(at + 4);
    boolean known = length >= 0;
    return known && length > size - begin
        ? lacks("its %s is " + (length - (size - begin)) + " bytes longer", "segment")
        : Optional.empty();
  }

  /** AVI: one RIFF chunk, and more of them beyond a gigabyte. A length of 0 was never written. */
  private Optional<String> chunks() throws IOException {
    long at = 0;
    while (size - at >= 12) {
      ByteBuffer header = bytes(at, 12).order(ByteOrder.LITTLE_ENDIAN);
      long length = header.getInt(4) & 0xFFFFFFFFL;
      if (!ascii(header, 0).equals("RIFF") || length == 0 || length == 0xFFFFFFFFL) {
        return Optional.empty();
      }
      if (length - (size - at - 8) > RIFF_SLACK) {
        return lacks(
            "its last %s chunk is " + (length - (size - at - 8)) + " bytes longer", "RIFF");
      }
      at += 8 + length + (length & 1);
    }
    return Optional.empty();
  }

  /** ASF: the header's File Properties Object has the file size, except for a broadcast. */
  private Optional<String> asf() throws IOException {
    long end = Math.min(size, little(16));
    long at = 30;
    while (end - at >= 24) {
      long length = little(at + 16);
      if (bytes(at, 16).equals(ByteBuffer.wrap(ASF_PROPERTIES)) && end - at >= 92) {
        long told = little(at + 40);
        boolean broadcast = (little(at + 88) & 1) != 0;
        return !broadcast && told > size
            ? lacks("by its %s it is " + (told - size) + " bytes longer", "header")
            : Optional.empty();
      }
      if (length < 24) {
        return Optional.empty();
      }
      at += length;
    }
    return Optional.empty();
  }

  private long little(long at) throws IOException {
    return bytes(at, 8).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
  }

  /** MPEG-TS: packets of one size. The file is truncated if its last packet is incomplete. */
  private Optional<String> packets() throws IOException {
    for (int packet : TS_PACKETS) {
      int sync = packet == 192 ? 4 : 0;
      boolean all = size > (long) TS_PROOF * packet;
      for (int i = 0; all && i < TS_PROOF; i++) {
        all = bytes((long) i * packet + sync, 1).get(0) == 0x47;
      }
      // If the last complete packet is not valid, the trailing bytes are not a packet either.
      long last = size - size % packet - packet;
      if (all && size % packet != 0 && bytes(last + sync, 1).get(0) == 0x47) {
        return lacks("its last packet has " + size % packet + " of %s bytes", "" + packet);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> lacks(String what, String name) {
    return Optional.of(what.formatted(name) + (what.endsWith("longer") ? " than the file" : ""));
  }

  private ByteBuffer bytes(long at, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, at + bytes.position()) < 0) {
        throw new EOFException();
      }
    }
    return bytes.flip();
  }

  private static String ascii(ByteBuffer bytes, int at) {
    byte[] four = new byte[4];
    bytes.get(at, four);
    return new String(four, StandardCharsets.ISO_8859_1);
  }

  /** The number of bytes of the EBML number at an offset. */
  private int width(long at) throws IOException {
    return Integer.numberOfLeadingZeros(bytes(at, 1).get(0) & 0xFF) - 23;
  }

  /** The EBML number at an offset; -1 if it is unknown, which is encoded as all ones. */
  private long variable(long at) throws IOException {
    int width = width(at);
    if (width > 8) {
      return -1;
    }
    ByteBuffer digits = bytes(at, width);
    long value = digits.get(0) & (0xFF >> width);
    long ones = 0xFF >> width;
    for (int i = 1; i < width; i++) {
      value = (value << 8) | (digits.get(i) & 0xFF);
      ones = (ones << 8) | 0xFF;
    }
    return value == ones ? -1 : value;
  }
}
