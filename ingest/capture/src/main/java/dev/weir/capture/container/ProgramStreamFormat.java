package dev.weir.capture.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** MPEG program stream, as in .mpg and .vob: packets (ISO 13818-1). */
final class ProgramStreamFormat implements ContainerFormat, UnitFormat {
  private static final int PACK = 0x1BA; // start codes
  private static final int END = 0x1B9;
  private static final int SYSTEM_HEADER = 0x1BB; // this and higher ones have a length
  private static final int LAST = 0x1FF;

  @Override
  public boolean matches(ByteBuffer head) {
    return head.getInt(0) == PACK;
  }

  @Override
  public Optional<String> missing(FileBytes file) throws IOException {
    return UnitWalk.missing(file, this);
  }

  @Override
  public long first(FileBytes file) {
    return 0;
  }

  @Override
  public int mark() {
    return 4;
  }

  @Override
  public boolean starts(ByteBuffer mark) {
    int code = mark.getInt(0);
    return code >= END && code <= LAST;
  }

  @Override
  public Unit unit(FileBytes file, long at) throws IOException {
    int code = file.at(at, 4).getInt(0);
    long length = 4;
    if (code == PACK) {
      boolean second = (file.at(at + 4, 1).get(0) & 0xC0) == 0x40; // MPEG-2
      length = second ? 14L + (file.at(at + 13, 1).get(0) & 7) : 12;
    } else if (code >= SYSTEM_HEADER) {
      length = 6L + (file.at(at + 4, 2).getShort(0) & 0xFFFF);
    }
    return new Plain(name(), at + length);
  }

  @Override
  public String name() {
    return "packet";
  }

  @Override
  public boolean certain(ByteBuffer bytes, int at) {
    return bytes.getInt(at) == PACK;
  }
}
