package dev.weir.capture.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * FLV: tags. The first one often contains the file's size, if the recording was finished. Each tag
 * is followed by its length.
 */
final class FlvFormat implements ContainerFormat, UnitFormat {
  private static final int HEADER = 11; // of a tag
  private static final int TRAILER = 4;
  private static final int METADATA = 18;
  private static final Set<Integer> TYPES = Set.of(8, 9, METADATA); // audio, video, metadata
  private static final byte[] SIZE = "\0\10filesize\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final int MAX_METADATA = 1 << 16;

  @Override
  public boolean matches(ByteBuffer head) {
    return FileBytes.ascii(head, 0).startsWith("FLV");
  }

  @Override
  public Optional<String> missing(FileBytes file) throws IOException {
    Optional<String> last = UnitWalk.missing(file, this);
    if (last.isPresent()) {
      return last;
    }
    long missing = declared(file) - file.size();
    return missing > 0 ? ContainerLength.longer("by its metadata it", missing) : Optional.empty();
  }

  /** The file's size according to its metadata; 0 if unknown. */
  private long declared(FileBytes file) throws IOException {
    long at = first(file);
    if (file.size() - at < HEADER || (file.at(at, 1).get(0) & 0x1F) != METADATA) {
      return 0;
    }
    int length = (int) Math.min(file.size() - at, unit(file, at).end() - at);
    ByteBuffer tag = file.at(at, Math.min(length, MAX_METADATA));
    for (int i = HEADER; i + SIZE.length + Double.BYTES <= tag.limit(); i++) {
      if (tag.slice(i, SIZE.length).equals(ByteBuffer.wrap(SIZE))) {
        return (long) tag.getDouble(i + SIZE.length);
      }
    }
    return 0;
  }

  @Override
  public long first(FileBytes file) throws IOException {
    return file.unsigned(5) + TRAILER;
  }

  @Override
  public int mark() {
    return 1;
  }

  @Override
  public boolean starts(ByteBuffer mark) {
    return TYPES.contains(mark.get(0) & 0x1F);
  }

  /** A tag and its trailer, which a complete tag may lack. */
  private record Tag(long end) implements Unit {
    @Override
    public String name() {
      return "tag";
    }

    @Override
    public long next() {
      return end + TRAILER;
    }
  }

  @Override
  public Unit unit(FileBytes file, long at) throws IOException {
    return new Tag(at + HEADER + (file.at(at, HEADER).getInt(0) & 0xFFFFFF));
  }

  @Override
  public String name() {
    return "tag";
  }

  @Override
  public boolean certain(ByteBuffer bytes, int at) {
    int type = bytes.get(at);
    if (type < 8 || !TYPES.contains(type) || bytes.limit() - at < HEADER) {
      return false;
    }
    int end = at + HEADER + (bytes.getInt(at) & 0xFFFFFF);
    return end + TRAILER <= bytes.limit() && bytes.getInt(end) == end - at;
  }
}
