package dev.weir.capture.container;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows a file's units to the last one and finds out whether it is complete. Bytes that are not a
 * unit are padding: the walk ends there and finds nothing.
 *
 * <p>A local file is followed from its first unit. On a server that would take one request for each
 * unit, so a large file is followed from a unit near its end.
 */
final class UnitWalk {
  private static final int MAX_UNITS = 5_000_000; // a few seconds
  private static final int MAX_REMOTE_UNITS = 40;
  private static final int[] TAILS = {1 << 16, 1 << 20, 1 << 23};

  private final FileBytes file;
  private final UnitFormat format;
  private int units;
  private boolean ended;

  private UnitWalk(FileBytes file, UnitFormat format) {
    this.file = file;
    this.format = format;
  }

  /** Returns what the last unit of a file lacks; empty if it is complete or unknown. */
  static Optional<String> missing(FileBytes file, UnitFormat format) throws IOException {
    UnitWalk all = new UnitWalk(file, format);
    Optional<String> found =
        all.from(format.first(file), file.remote() ? MAX_REMOTE_UNITS : MAX_UNITS);
    return all.ended ? found : fromTail(file, format);
  }

  private static Optional<String> fromTail(FileBytes file, UnitFormat format) throws IOException {
    for (int length : TAILS) {
      long begin = Math.max(0, file.size() - length);
      ByteBuffer tail = file.at(begin, (int) (file.size() - begin));
      for (int i = 0; i + format.mark() <= tail.limit(); i++) {
        if (format.certain(tail, i)) {
          UnitWalk walk = new UnitWalk(file, format);
          Optional<String> found = walk.from(begin + i, MAX_UNITS);
          if (walk.units > 0) { // at least one more unit followed, so this was one
            return found;
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> from(long start, int most) throws IOException {
    long at = start;
    while (units < most) {
      if (file.size() - at < format.mark() || !format.starts(file.at(at, format.mark()))) {
        ended = true;
        return Optional.empty();
      }
      UnitFormat.@Nullable Unit unit = unit(at);
      if (unit == null) {
        ended = true;
        return Optional.of("its last %s ends within its header".formatted(format.name()));
      }
      if (unit.end() > file.size()) {
        ended = true;
        return ContainerLength.longer("its last " + unit.name(), unit.end() - file.size());
      }
      if (unit.next() <= at) { // a length that overflows
        ended = true;
        return Optional.empty();
      }
      at = unit.next();
      units++;
    }
    return Optional.empty();
  }

  private UnitFormat.@Nullable Unit unit(long at) throws IOException {
    try {
      return format.unit(file, at);
    } catch (EOFException e) {
      return null;
    }
  }
}
