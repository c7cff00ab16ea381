package dev.weir.capture.container;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A format that consists of units with their own lengths, one after the other. Stateless. */
interface UnitFormat {
  /** A unit of a file. */
  interface Unit {
    /** Its name in messages, such as "page". */
    String name();

    /** The position after its last byte. */
    long end();

    /** The position of the next unit. */
    default long next() {
      return end();
    }
  }

  /** A unit that is followed by the next one at once. */
  record Plain(String name, long end) implements Unit {}

  /** Returns the position of the first unit. */
  long first(FileBytes file) throws IOException;

  /** The number of bytes that identify a unit. A shorter rest of a file is padding. */
  int mark();

  /** Whether these bytes, {@link #mark()} of them, can start a unit. */
  boolean starts(ByteBuffer mark);

  /**
   * Reads the unit at a position where a unit starts.
   *
   * @throws EOFException if the file ends within the unit's header
   */
  Unit unit(FileBytes file, long at) throws IOException;

  /** Returns the name of a unit whose header is cut. */
  String name();

  /**
   * Whether a unit certainly starts here. It is used to find a unit near the end of a large file.
   *
   * @param bytes a part of the file, not changed
   * @param at index of a byte
   */
  boolean certain(ByteBuffer bytes, int at);
}
