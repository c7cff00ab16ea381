package dev.weir.capture.ffmpeg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the last unit of a file is whole, where a file does not say how long it is but each of
 * its units does: tags of FLV, pages of Ogg, packets of an MPEG program stream, elements of a
 * Matroska recording that nobody finished. Units are walked from the first; at what is none of
 * them, such as padding, nothing more is known. One thread.
 */
final class LastUnit {
  private static final int MOST_UNITS = 5_000_000; // a few seconds

  private static final int FLV_TAG = 11; // bytes of its header; its length follows it once more
  private static final Set<Integer> FLV_TYPES = Set.of(8, 9, 18); // sound, video, metadata

  private static final int OGG_PAGE = 27; // bytes of its header before the table of lengths

  private static final int PACK = 0xBA; // MPEG's start codes
  private static final int PROGRAM_END = 0xB9;
  private static final int SYSTEM_HEADER = 0xBB; // from here on, a length follows

  private static final long CLUSTER = 0x1F43B675L;
  private static final Set<Long> ELEMENTS =
      Set.of(
          CLUSTER,
          0x1C53BB6BL,
          0x114D9B74L,
          0x1549A966L,
          0x1654AE6BL,
          0x1254C367L,
          0x1941A469L,
          0x1043A770L,
          0xECL,
          0xBFL,
          0xA3L,
          0xA0L,
          0xE7L,
          0xABL,
          0xA7L);

  private final FileBytes file;
  private final long size;

  LastUnit(FileBytes file) {
    this.file = file;
    this.size = file.size();
  }

  /** FLV: the last tag. */
  Optional<String> flv() throws IOException {
    long at = (file.at(5, 4).getInt(0) & 0xFFFFFFFFL) + 4;
    for (int i = 0; i < MOST_UNITS && at < size; i++) {
      if (!FLV_TYPES.contains(file.at(at, 1).get(0) & 0x1F)) {
        return Optional.empty();
      }
      if (size - at < FLV_TAG) {
        return Optional.of("its last tag ends within its header");
      }
      long end = at + FLV_TAG + (file.at(at, 4).getInt(0) & 0xFFFFFF);
      if (end > size) {
        return longer("tag", end);
      }
      at = end + 4;
    }
    return Optional.empty();
  }

  /** Ogg: the last page. */
  Optional<String> ogg() throws IOException {
    long at = 0;
    for (int i = 0; i < MOST_UNITS && size - at >= 4; i++) {
      if (!FileBytes.ascii(file.at(at, 4), 0).equals("OggS")) {
        return Optional.empty();
      }
      int pieces = size - at < OGG_PAGE ? 0 : file.at(at + OGG_PAGE - 1, 1).get(0) & 0xFF;
      if (size - at < OGG_PAGE + pieces) {
        return Optional.of("its last page ends within its header");
      }
      ByteBuffer lengths = file.at(at + OGG_PAGE, pieces);
      long end = at + OGG_PAGE + pieces;
      while (lengths.hasRemaining()) {
        end += lengths.get() & 0xFF;
      }
      if (end > size) {
        return longer("page", end);
      }
      at = end;
    }
    return Optional.empty();
  }

  /** MPEG program stream, as in .mpg and .vob: the last packet. */
  Optional<String> program() throws IOException {
    long at = 0;
    for (int i = 0; i < MOST_UNITS && size - at >= 6; i++) {
      ByteBuffer head = file.at(at, 6);
      int code = head.getInt(0) - 0x100;
      if (code < PROGRAM_END || code > 0xFF) {
        return Optional.empty();
      }
      long length = 4;
      if (code == PACK) {
        boolean second = (head.get(4) & 0xC0) == 0x40; // MPEG-2
        length = second && size - at >= 14 ? 14L + (file.at(at + 13, 1).get(0) & 7) : 12;
      } else if (code >= SYSTEM_HEADER) {
        length = 6L + (head.getShort(4) & 0xFFFF);
      }
      if (at + length > size) {
        return longer("packet", at + length);
      }
      at += length;
    }
    return Optional.empty();
  }

  /**
   * Matroska and WebM: the last element of a segment of unknown length.
   *
   * @param begin of the segment's first element
   */
  Optional<String> matroska(long begin) throws IOException {
    long at = begin;
    for (int i = 0; i < MOST_UNITS && at < size; i++) {
      int width = file.width(at);
      if (width > 4 || size - at < width) {
        return Optional.empty();
      }
      long id = 0;
      for (ByteBuffer bytes = file.at(at, width); bytes.hasRemaining(); ) {
        id = (id << 8) | (bytes.get() & 0xFF);
      }
      if (!ELEMENTS.contains(id)) {
        return Optional.empty();
      }
      long length = file.variable(at + width);
      at += width + file.width(at + width);
      if (length > size - at) {
        return longer("element", at + length);
      }
      if (length < 0 && id != CLUSTER) {
        return Optional.empty();
      }
      at += Math.max(0, length); // into a cluster of unknown length
    }
    return Optional.empty();
  }

  private Optional<String> longer(String unit, long end) {
    return Optional.of("its last %s is %d bytes longer than the file".formatted(unit, end - size));
  }
}
