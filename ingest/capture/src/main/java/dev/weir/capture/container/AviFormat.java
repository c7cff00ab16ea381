package dev.weir.capture.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * AVI: one RIFF chunk, and more of them from a gigabyte on. A recording that was not finished has
 * no length there. The chunks of its {@code movi} list then have to be followed.
 */
final class AviFormat implements ContainerFormat, UnitFormat {
  private static final int SLACK = 16; // some writers include the header or the padding
  private static final int HEADER = 12; // of a list
  private static final int CHUNK_HEADER = 8;
  private static final int MAX_LISTS = 100; // before the movi list
  private static final Pattern CHUNK = Pattern.compile("\\d\\d(d[bc]|wb|tx|pc|sb|ix)|ix\\d\\d");
  private static final Pattern STREAM = Pattern.compile("0\\d(d[bc]|wb)");

  @Override
  public boolean matches(ByteBuffer head) {
    return FileBytes.ascii(head, 0).equals("RIFF") && FileBytes.ascii(head, 8).startsWith("AVI");
  }

  @Override
  public Optional<String> missing(FileBytes file) throws IOException {
    long at = 0;
    while (file.size() - at >= HEADER) {
      ByteBuffer header = file.at(at, HEADER);
      long length = length(header);
      if (!FileBytes.ascii(header, 0).equals("RIFF")) {
        return Optional.empty();
      }
      if (length == 0 || length == 0xFFFFFFFFL) {
        return at == 0 ? UnitWalk.missing(file, this) : Optional.empty();
      }
      long missing = at + CHUNK_HEADER + length - file.size();
      if (missing > SLACK) {
        return ContainerLength.longer("its last RIFF chunk", missing);
      }
      if (at == 0 && zerosFollowTheMovi(file, CHUNK_HEADER + length)) {
        return Optional.of("the chunk after its pictures is filled with zeros");
      }
      at += CHUNK_HEADER + length + (length & 1);
    }
    return Optional.empty();
  }

  /** Whether a download reserved the space of the whole file and stopped before its end. */
  private boolean zerosFollowTheMovi(FileBytes file, long end) throws IOException {
    long first = first(file);
    if (first >= file.size()) {
      return false;
    }
    long length = length(file.at(first - HEADER, HEADER));
    long next = first - HEADER + CHUNK_HEADER + length + (length & 1);
    return next + CHUNK_HEADER <= Math.min(end, file.size())
        && file.at(next, CHUNK_HEADER).getLong(0) == 0;
  }

  private static long length(ByteBuffer header) {
    return header.order(ByteOrder.LITTLE_ENDIAN).getInt(4) & 0xFFFFFFFFL;
  }

  /** The first chunk in the movi list; the end of the file if there is no such list. */
  @Override
  public long first(FileBytes file) throws IOException {
    long at = HEADER;
    for (int i = 0; i < MAX_LISTS && file.size() - at >= HEADER; i++) {
      ByteBuffer header = file.at(at, HEADER);
      if (FileBytes.ascii(header, 0).equals("LIST") && FileBytes.ascii(header, 8).equals("movi")) {
        return at + HEADER;
      }
      long length = length(header);
      at += CHUNK_HEADER + length + (length & 1);
    }
    return file.size();
  }

  @Override
  public int mark() {
    return 4;
  }

  @Override
  public boolean starts(ByteBuffer mark) {
    String id = FileBytes.ascii(mark, 0);
    return id.equals("LIST")
        || id.equals("JUNK")
        || id.equals("idx1")
        || CHUNK.matcher(id).matches();
  }

  /** A chunk, padded to an even length. */
  private record Chunk(long start, long length) implements Unit {
    @Override
    public String name() {
      return "chunk";
    }

    @Override
    public long end() {
      return start + CHUNK_HEADER + length;
    }

    @Override
    public long next() {
      return end() + (length & 1);
    }
  }

  @Override
  public Unit unit(FileBytes file, long at) throws IOException {
    ByteBuffer header = file.at(at, CHUNK_HEADER);
    boolean list = FileBytes.ascii(header, 0).equals("LIST");
    return list ? new Plain("list", at + HEADER) : new Chunk(at, length(header));
  }

  @Override
  public String name() {
    return "chunk";
  }

  @Override
  public boolean certain(ByteBuffer bytes, int at) {
    return bytes.get(at) == '0' && STREAM.matcher(FileBytes.ascii(bytes, at)).matches();
  }
}
