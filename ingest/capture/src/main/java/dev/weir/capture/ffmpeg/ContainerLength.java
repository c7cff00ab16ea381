package dev.weir.capture.ffmpeg;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * How long a file says it is, by its outermost elements: boxes of MP4 and MOV (ISO 14496-12),
 * Matroska's and WebM's Segment (RFC 9559), RIFF chunks of AVI, the header of ASF and WMV, packets
 * of MPEG-TS, and what {@link LastUnit} knows. Only what these formats fix is believed: what is
 * unknown, zero or trailing is no sign of a cut.
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
  private static final int RIFF_SLACK = 16; // some writers count the header, or the padding, too
  private static final byte[] ASF_HEADER =
      HexFormat.of().parseHex("3026b2758e66cf11a6d900aa0062ce6c");
  private static final byte[] ASF_PROPERTIES =
      HexFormat.of().parseHex("a1dcab8c47a9cf118ee400c00c205365");
  private static final int PROGRAM_STREAM = 0x1BA; // its first start code
  private static final int[] TS_PACKETS = {188, 192, 204};
  private static final int TS_PROOF = 8; // packets whose first byte is right

  private final FileBytes file;
  private final long size;

  private ContainerLength(FileChannel file) throws IOException {
    this.file = new FileBytes(file);
    this.size = this.file.size();
  }

  /** What a file lacks of the length that it says; empty if nothing, or if it does not say. */
  static Optional<String> missing(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path)) {
      ContainerLength container = new ContainerLength(file);
      if (container.size < 16) {
        return Optional.empty();
      }
      return container.missing();
    } catch (EOFException e) {
      return Optional.empty(); // it ends within a header of which nothing is known
    }
  }

  private Optional<String> missing() throws IOException {
    ByteBuffer head = file.at(0, 16);
    String type = FileBytes.ascii(head, 4);
    if (FIRST_BOXES.contains(type)) {
      return boxes();
    }
    if ((head.getInt(0) & 0xFFFFFFFFL) == EBML) {
      return segment();
    }
    if (FileBytes.ascii(head, 0).equals("RIFF") && FileBytes.ascii(head, 8).startsWith("AVI")) {
      return chunks();
    }
    if (head.equals(ByteBuffer.wrap(ASF_HEADER))) {
      return asf();
    }
    if (FileBytes.ascii(head, 0).startsWith("FLV")) {
      return new LastUnit(file).flv();
    }
    if (FileBytes.ascii(head, 0).equals("OggS")) {
      return new LastUnit(file).ogg();
    }
    if (head.getInt(0) == PROGRAM_STREAM) {
      return new LastUnit(file).program();
    }
    return packets();
  }

  private Optional<String> boxes() throws IOException {
    long at = 0;
    for (int i = 0; i < MOST_BOXES && at < size; i++) {
      if (size - at < BOX_HEADER) {
        return Optional.empty(); // as little as that is padding
      }
      ByteBuffer header = file.at(at, BOX_HEADER);
      String type = FileBytes.ascii(header, 4);
      long length = header.getInt(0) & 0xFFFFFFFFL;
      if (!BOXES.contains(type) || length == 0) { // trailing bytes; or up to the end of the file
        return Optional.empty();
      }
      if (length == 1) {
        if (size - at < 16) {
          return lacks("its last box, '%s', ends within its header", type);
        }
        length = file.at(at + 8, 8).getLong(0);
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

  /** EBML header, then the Segment, which holds everything. */
  private Optional<String> segment() throws IOException {
    long at = 4;
    long header = file.variable(at);
    at += file.width(at) + header;
    if (header < 0 || size - at < 12 || (file.at(at, 4).getInt(0) & 0xFFFFFFFFL) != SEGMENT) {
      return Optional.empty();
    }
    long length = file.variable(at + 4);
    long begin = at + 4 + file.width(at + 4);
    if (length < 0) {
      return new LastUnit(file).matroska(begin);
    }
    return length > size - begin
        ? lacks("its %s is " + (length - (size - begin)) + " bytes longer", "segment")
        : Optional.empty();
  }

  /** AVI: one RIFF chunk, and from a gigabyte on more of them; 0 where nobody wrote the length. */
  private Optional<String> chunks() throws IOException {
    long at = 0;
    while (size - at >= 12) {
      ByteBuffer header = file.at(at, 12).order(ByteOrder.LITTLE_ENDIAN);
      long length = header.getInt(4) & 0xFFFFFFFFL;
      if (!FileBytes.ascii(header, 0).equals("RIFF") || length == 0 || length == 0xFFFFFFFFL) {
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

  /**
   * ASF: the header's File Properties Object, which says the file's size unless it is a broadcast.
   */
  private Optional<String> asf() throws IOException {
    long end = Math.min(size, little(16));
    long at = 30;
    while (end - at >= 24) {
      long length = little(at + 16);
      if (file.at(at, 16).equals(ByteBuffer.wrap(ASF_PROPERTIES)) && end - at >= 92) {
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
    return file.at(at, 8).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
  }

  /** MPEG-TS: packets of one size, of which the last is not whole. */
  private Optional<String> packets() throws IOException {
    for (int packet : TS_PACKETS) {
      int sync = packet == 192 ? 4 : 0;
      boolean all = size > (long) TS_PROOF * packet;
      for (int i = 0; all && i < TS_PROOF; i++) {
        all = file.at((long) i * packet + sync, 1).get(0) == 0x47;
      }
      // Where the last whole packet is none, or what trails begins as none does, it is padding.
      long part = size - size % packet;
      boolean packets = all && part < size && file.at(part - packet + sync, 1).get(0) == 0x47;
      if (packets && (part + sync >= size || file.at(part + sync, 1).get(0) == 0x47)) {
        return lacks("its last packet has " + size % packet + " of %s bytes", "" + packet);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> lacks(String what, String name) {
    return Optional.of(what.formatted(name) + (what.endsWith("longer") ? " than the file" : ""));
  }
}
