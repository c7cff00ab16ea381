package dev.weir.pairing;

import dev.weir.frame.kafka.DeadLetterTopic;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.mask.MaskTopic;
import dev.weir.pairing.join.JoinPosition;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads masks, frames and dead letters of the assigned partitions and commits finished masks. It
 * reads each topic only as far ahead as the {@link PartitionPairing} allows. {@link #doWork()} is
 * one step; {@link PublisherStage}'s thread calls it repeatedly. Confined to that thread.
 */
final class PairingLoop implements ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(PairingLoop.class);
  private static final Duration WAIT = Duration.ofMillis(5);
  private static final long COMMIT_MILLIS = 500;
  private static final Duration COMMIT_DEADLINE = Duration.ofSeconds(5);

  private final PublisherClients clients;
  private final PublisherOptions options;
  private final PairPublisher publisher;
  private final PairHandler handler;
  private final Map<Integer, PartitionPairing> pairings;
  private final Clock clock;
  private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
  private final IntConsumer partitionCount;
  private long nextCommitMillis;

  /**
   * Subscribes.
   *
   * @param pairings filled and emptied here as partitions are assigned and revoked; other threads
   *     may read it
   * @param partitionCount receives the number of partitions that the group shares, at each
   *     assignment
   */
  PairingLoop(
      PublisherClients clients,
      PublisherOptions options,
      PairListener listener,
      Map<Integer, PartitionPairing> pairings,
      IntConsumer partitionCount) {
    this.clients = clients;
    this.partitionCount = partitionCount;
    this.options = options;
    this.clock = options.clock();
    this.pairings = pairings;
    this.publisher = new PairPublisher(clients.output(), options);
    this.handler = new PairHandler(listener, publisher, clock);
    clients.masks().subscribe(List.of(MaskTopic.NAME), this);
  }

  /**
   * Runs one step: reads available records, waiting a few milliseconds at most.
   *
   * @return the number of records read
   */
  int doWork() {
    // If a mask waits for its frame, wait for frames; otherwise wait for the next mask.
    boolean framesMissing = pairings.values().stream().anyMatch(PartitionPairing::waitsForFrames);
    int work = pollMasks(framesMissing ? Duration.ZERO : WAIT);
    work += pollFrames(framesMissing ? WAIT : Duration.ZERO);
    work += pollDead();
    long now = clock.millis();
    if (now >= nextCommitMillis) {
      nextCommitMillis = now + COMMIT_MILLIS;
      commit();
    }
    return work;
  }

  /**
   * Waits until the output is acknowledged, then commits the masks that it was made from.
   *
   * @throws org.apache.kafka.common.KafkaException if output was not acknowledged
   */
  void commit() {
    Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>();
    pairings.forEach(
        (partition, pairing) -> {
          TopicPartition masks = new TopicPartition(MaskTopic.NAME, partition);
          OffsetAndMetadata offset = pairing.committable();
          if (offset != null && !offset.equals(committed.get(masks))) {
            due.put(masks, offset);
          }
        });
    if (due.isEmpty()) {
      return;
    }
    publisher.acknowledge();
    try {
      clients.masks().commitSync(due, COMMIT_DEADLINE);
      committed.putAll(due);
    } catch (RetriableException | CommitFailedException e) {
      // The next commit covers this one. After a rebalance, the new owner reads these masks again.
      LOG.warn("commit failed: partitions={} cause={}", due.keySet(), e.getMessage());
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    partitionCount.accept(clients.masks().partitionsFor(MaskTopic.NAME).size());
    Map<TopicPartition, OffsetAndMetadata> known =
        clients.masks().committed(new HashSet<>(assigned));
    for (TopicPartition masks : assigned) {
      OffsetAndMetadata offset = known.get(masks);
      JoinPosition position =
          offset == null ? null : JoinPosition.parse(offset.metadata()).orElse(null);
      PartitionPairing pairing =
          new PartitionPairing(
              masks.partition(),
              position == null ? 0 : position.dead(),
              new ConsumerFramesCursor(clients.frames(), frames(masks.partition())),
              handler,
              options);
      pairings.put(masks.partition(), pairing);
      assignBeside();
      TopicPartition frames = frames(masks.partition());
      if (position != null) {
        pairing.startAt(position.frames(), position.frames());
        clients.dead().seek(dead(masks.partition()), position.dead());
      } else {
        clients.dead().seekToBeginning(List.of(dead(masks.partition())));
        if (offset == null && options.startFrom() == PublisherOptions.StartFrom.EARLIEST) {
          long first = clients.frames().beginningOffsets(List.of(frames)).getOrDefault(frames, 0L);
          pairing.startAt(0, first);
        } // otherwise the first mask determines the position
      }
      LOG.info(
          "partition assigned: partition={} masks={} frames={}",
          masks.partition(),
          offset == null ? options.startFrom() : offset.offset(),
          pairing.started() ? clients.frames().position(frames) : "by the first mask");
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    commit();
    onPartitionsLost(revoked);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> lost) {
    for (TopicPartition masks : lost) {
      pairings.remove(masks.partition());
      committed.remove(masks);
    }
    assignBeside();
  }

  private void assignBeside() {
    clients.frames().assign(pairings.keySet().stream().map(PairingLoop::frames).toList());
    clients.dead().assign(pairings.keySet().stream().map(PairingLoop::dead).toList());
  }

  private int pollMasks(Duration wait) {
    flow(clients.masks(), MaskTopic.NAME, PartitionPairing::wantsMasks);
    int count = 0;
    for (ConsumerRecord<byte[], byte[]> record : clients.masks().poll(wait)) {
      PartitionPairing pairing = pairings.get(record.partition());
      if (pairing != null) {
        pairing.mask(record);
        count++;
      }
    }
    return count;
  }

  private int pollFrames(Duration wait) {
    if (pairings.isEmpty()) {
      return 0; // polling without assigned partitions throws
    }
    flow(clients.frames(), FrameTopic.NAME, PartitionPairing::wantsFrames);
    int count = 0;
    for (ConsumerRecord<byte[], byte[]> record : clients.frames().poll(wait)) {
      pairing(record).frame(record);
      count++;
    }
    pairings.forEach(
        (partition, pairing) -> {
          if (pairing.waitsForFrames()) {
            pairing.askForFramesEnd();
            readUpTo(partition, pairing);
          }
        });
    return count;
  }

  /**
   * Reports how far the frames topic was read. Without this, a mask whose frame retention removed
   * would wait forever.
   */
  private void readUpTo(int partition, PartitionPairing pairing) {
    try {
      pairing.framesReadUpTo(clients.frames().position(frames(partition), WAIT));
    } catch (TimeoutException e) {
      LOG.debug("frames position not known yet: partition={}", partition);
    }
  }

  private int pollDead() {
    if (pairings.isEmpty()) {
      return 0;
    }
    flow(clients.dead(), DeadLetterTopic.NAME, PartitionPairing::started);
    int count = 0;
    for (ConsumerRecord<byte[], byte[]> record : clients.dead().poll(Duration.ZERO)) {
      pairing(record).dead(record);
      count++;
    }
    return count;
  }

  private PartitionPairing pairing(ConsumerRecord<byte[], byte[]> record) {
    PartitionPairing pairing = pairings.get(record.partition());
    if (pairing == null) {
      throw new IllegalStateException(
          "record of a partition that is not assigned: " + record.topic());
    }
    return pairing;
  }

  /** Pauses the partitions that have read enough of a topic, and resumes the others. */
  private void flow(
      Consumer<byte[], byte[]> consumer, String topic, Predicate<PartitionPairing> wanted) {
    Set<TopicPartition> paused = consumer.paused();
    for (TopicPartition partition : consumer.assignment()) {
      PartitionPairing pairing = pairings.get(partition.partition());
      if (pairing == null || !partition.topic().equals(topic)) {
        continue;
      }
      if (wanted.test(pairing) == paused.contains(partition)) {
        if (paused.contains(partition)) {
          consumer.resume(List.of(partition));
        } else {
          consumer.pause(List.of(partition));
        }
      }
    }
  }

  private static TopicPartition frames(int partition) {
    return new TopicPartition(FrameTopic.NAME, partition);
  }

  private static TopicPartition dead(int partition) {
    return new TopicPartition(DeadLetterTopic.NAME, partition);
  }
}
