package dev.weir.pairing;

import dev.weir.frame.kafka.DeadLetterTopic;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.frame.kafka.KafkaConnection;
import dev.weir.frame.kafka.Topics;
import dev.weir.mask.MaskTopic;
import dev.weir.pairing.output.OverlayTopic;
import dev.weir.pairing.output.StatsTopic;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes sure that the topics a publisher reads and writes exist. */
final class PublisherTopics {
  private PublisherTopics() {}

  /** Returns the topics that a publisher needs. */
  static List<String> names(PublisherOptions options) {
    return wanted(options, 1).stream().map(NewTopic::name).toList();
  }

  /** Creates missing topics with as many partitions as the existing ones have. */
  static void ensure(KafkaConnection kafka, PublisherOptions options) throws InterruptedException {
    Topics.ensureForStage(kafka, options.partitions(), partitions -> wanted(options, partitions));
  }

  private static List<NewTopic> wanted(PublisherOptions options, int partitions) {
    short replication = options.replication();
    List<NewTopic> wanted =
        new ArrayList<>(
            List.of(
                FrameTopic.definition(partitions, replication),
                MaskTopic.definition(partitions, replication),
                DeadLetterTopic.definition(partitions, replication)));
    if (options.stats()) {
      wanted.add(StatsTopic.definition(partitions, replication));
    }
    if (options.overlays()) {
      wanted.add(OverlayTopic.definition(partitions, replication));
    }
    return wanted;
  }
}
