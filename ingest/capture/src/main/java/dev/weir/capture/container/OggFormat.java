package dev.weir.capture.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Ogg (RFC 3533): pages. */
final class OggFormat implements ContainerFormat, UnitFormat {
  private static final int PAGE = 0x4F676753; // OggS
  private static final int HEADER = 27; // before the table of lengths

  @Override
  public boolean matches(ByteBuffer head) {
    return starts(head);
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
    return mark.getInt(0) == PAGE;
  }

  @Override
  public Unit unit(FileBytes file, long at) throws IOException {
    int pieces = file.at(at, HEADER).get(HEADER - 1) & 0xFF;
    long end = at + HEADER + pieces;
    for (ByteBuffer lengths = file.at(at + HEADER, pieces); lengths.hasRemaining(); ) {
      end += lengths.get() & 0xFF;
    }
    return new Plain(name(), end);
  }

  @Override
  public String name() {
    return "page";
  }

  @Override
  public boolean certain(ByteBuffer bytes, int at) {
    return bytes.getInt(at) == PAGE;
  }
}
