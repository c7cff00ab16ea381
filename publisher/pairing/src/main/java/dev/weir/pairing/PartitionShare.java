package dev.weir.pairing;

import java.util.List;

/**
 * A publisher's share of the masks' partitions.
 *
 * @param group the consumer group that shares them
 * @param own the partitions that this publisher has, in order
 * @param all how many there are; 0 until the group gave out partitions for the first time
 */
public record PartitionShare(String group, List<Integer> own, int all) {
  public PartitionShare {
    own = own.stream().sorted().toList();
  }
}
