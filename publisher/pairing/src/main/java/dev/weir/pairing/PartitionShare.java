package dev.weir.pairing;

import java.util.List;

/**
 * The partitions of the masks topic that one publisher of a group owns.
 *
 * @param group the consumer group that shares the partitions
 * @param own the partitions of this publisher, in order
 * @param all the number of partitions; 0 until the group's first assignment
 */
public record PartitionShare(String group, List<Integer> own, int all) {
  public PartitionShare {
    own = own.stream().sorted().toList();
  }
}
