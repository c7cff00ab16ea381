package dev.weir.capture.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;

/** MP4, MOV and fragmented MP4: boxes (ISO 14496-12). */
final class IsoFormat implements ContainerFormat, UnitFormat {
  private static final Set<String> FIRST =
      Set.of("ftyp", "styp", "moov", "mdat", "wide", "pnot", "free", "skip");
  private static final Set<String> BOXES =
      Set.of(
          "ftyp", "styp", "moov", "moof", "mdat", "mfra", "sidx", "ssix", "meta", "free", "skip",
          "wide", "uuid", "udta", "emsg", "prft", "pnot", "pdin");
  private static final int MOOF = 0x6D6F6F66;
  private static final int HEADER = 8;
  private static final int LARGE_HEADER = 16; // with a 64-bit length
  private static final int MAX_BOXES = 1000; // before an index that is last

  @Override
  public boolean matches(ByteBuffer head) {
    return FIRST.contains(FileBytes.ascii(head, 4));
  }

  @Override
  public Optional<String> missing(FileBytes file) throws IOException {
    return UnitWalk.missing(file, this);
  }

  @Override
  public Optional<String> unreadable(FileBytes file) throws IOException {
    Optional<String> missing = missing(file);
    return missing.isEmpty() && lacksIndex(file)
        ? Optional.of("it has no index (box 'moov'), which a recorder writes when it finishes")
        : missing;
  }

  private boolean lacksIndex(FileBytes file) throws IOException {
    long at = 0;
    for (int i = 0; i < MAX_BOXES && file.size() - at >= HEADER; i++) {
      ByteBuffer header = file.at(at, HEADER);
      if (FileBytes.ascii(header, 4).equals("moov")) {
        return false;
      }
      if (!starts(header)) {
        break; // a box up to the end of the file, or trailing bytes
      }
      at = unit(file, at).next();
    }
    return true;
  }

  @Override
  public long first(FileBytes file) {
    return 0;
  }

  @Override
  public int mark() {
    return HEADER;
  }

  /** A box of length 0 continues to the end of the file, whatever its end is. */
  @Override
  public boolean starts(ByteBuffer mark) {
    long length = mark.getInt(0) & 0xFFFFFFFFL;
    return (length == 1 || length >= HEADER) && BOXES.contains(FileBytes.ascii(mark, 4));
  }

  @Override
  public Unit unit(FileBytes file, long at) throws IOException {
    ByteBuffer header = file.at(at, HEADER);
    long length = header.getInt(0) & 0xFFFFFFFFL;
    if (length == 1) {
      length = Math.max(LARGE_HEADER, file.at(at + HEADER, 8).getLong(0));
    }
    return new Plain("box, '%s',".formatted(FileBytes.ascii(header, 4)), at + length);
  }

  @Override
  public String name() {
    return "box";
  }

  @Override
  public boolean certain(ByteBuffer bytes, int at) {
    return bytes.getInt(at + 4) == MOOF && bytes.getInt(at) >= HEADER;
  }
}
