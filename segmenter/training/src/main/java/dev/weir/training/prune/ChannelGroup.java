package dev.weir.training.prune;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Channels that are kept or dropped together in every map that contains them: maps that are added
 * must have the same channels. Groups that meet are merged. Not thread-safe.
 */
final class ChannelGroup {
  private final double[] norms;
  private ChannelGroup joined = this;
  private int kept;

  /** {@code size} channels without kernels so far. */
  ChannelGroup(int size) {
    this.norms = new double[size];
    this.kept = size;
  }

  int size() {
    return norms.length;
  }

  /** Adds a kernel's norm to that of its channel. */
  void weigh(int channel, double norm) {
    root().norms[channel] += norm;
  }

  /** Merges this group with another. */
  void join(ChannelGroup other) {
    ChannelGroup mine = root();
    ChannelGroup theirs = other.root();
    if (mine == theirs) {
      return;
    }
    if (mine.size() != theirs.size()) {
      throw new IllegalArgumentException(
          "groups of %d and %d channels are joined: pruning expects the same number"
              .formatted(mine.size(), theirs.size()));
    }
    for (int c = 0; c < mine.norms.length; c++) {
      mine.norms[c] += theirs.norms[c];
    }
    theirs.joined = mine;
  }

  /** Sets how many channels to keep; all by default. */
  void keep(int channels) {
    ChannelGroup root = root();
    if (channels > root.size()) {
      throw new IllegalArgumentException(
          "%d of %d channels to keep: expected a narrower network"
              .formatted(channels, root.size()));
    }
    root.kept = channels;
  }

  /** The channels to keep, those with the largest norms, in their original order. */
  int[] kept() {
    ChannelGroup root = root();
    return IntStream.range(0, root.size())
        .boxed()
        .sorted(Comparator.comparingDouble(c -> -root.norms[c]))
        .limit(root.kept)
        .sorted()
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private ChannelGroup root() {
    ChannelGroup at = this;
    while (at.joined != at) {
      at = at.joined;
    }
    return at;
  }

  @Override
  public String toString() {
    return "ChannelGroup" + Arrays.toString(kept());
  }
}
