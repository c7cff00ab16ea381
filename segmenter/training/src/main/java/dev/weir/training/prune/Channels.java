package dev.weir.training.prune;

import dev.weir.zoo.Shape;
import java.util.List;

/**
 * A feature map as pruning sees it.
 *
 * @param shape of the map
 * @param groups of its channels, one after another
 */
record Channels(Shape shape, List<ChannelGroup> groups) {
  Channels {
    groups = List.copyOf(groups);
  }

  /** A map with new channels. */
  static Channels fresh(Shape shape) {
    return new Channels(shape, List.of(new ChannelGroup(shape.channels())));
  }

  /** The same channels at another size. */
  Channels at(Shape size) {
    return new Channels(shape.resized(size.height(), size.width()), groups);
  }

  /** Merges the channels of two maps. */
  void join(Channels other) {
    if (groups.size() != other.groups.size()) {
      throw new IllegalArgumentException(
          "maps of %d and %d parts are added: pruning expects the same number"
              .formatted(groups.size(), other.groups.size()));
    }
    for (int i = 0; i < groups.size(); i++) {
      groups.get(i).join(other.groups.get(i));
    }
  }

  /** The channels to keep. */
  int[] kept() {
    int[] kept = new int[0];
    int offset = 0;
    for (ChannelGroup group : groups) {
      int[] of = group.kept();
      int[] longer = java.util.Arrays.copyOf(kept, kept.length + of.length);
      for (int i = 0; i < of.length; i++) {
        longer[kept.length + i] = offset + of[i];
      }
      kept = longer;
      offset += group.size();
    }
    return kept;
  }
}
