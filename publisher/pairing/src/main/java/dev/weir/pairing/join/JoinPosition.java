package dev.weir.pairing.join;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a partition's join stands beside its masks. Travels as the metadata of the masks' committed
 * offset, so that a restart takes up all three topics at one point.
 *
 * @param frames frames before this offset are done with
 * @param dead dead records before this offset are counted
 */
public record JoinPosition(long frames, long dead) {
  private static final Pattern FORM = Pattern.compile("frames=([0-9]{1,18}) dead=([0-9]{1,18})");

  /** Reads the form of {@link #toString()}; empty if an offset was committed by somebody else. */
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
