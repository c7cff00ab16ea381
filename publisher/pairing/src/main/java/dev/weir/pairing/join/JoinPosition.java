package dev.weir.pairing.join;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A partition's join position on the frames and dead-letter topics. Stored as the metadata of the
 * committed masks offset, so that a restart resumes all three topics at the same point.
 *
 * @param frames frames before this offset are finished
 * @param dead dead letters before this offset are counted
 */
public record JoinPosition(long frames, long dead) {
  private static final Pattern FORM = Pattern.compile("frames=([0-9]{1,18}) dead=([0-9]{1,18})");

  /** Parses the output of {@link #toString()}; empty if another program committed the offset. */
  public static Optional<JoinPosition> parse(String metadata) {
    Matcher m = FORM.matcher(metadata);
    return m.matches()
        ? Optional.of(new JoinPosition(Long.parseLong(m.group(1)), Long.parseLong(m.group(2))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "frames=" + frames + " dead=" + dead;
  }
}
