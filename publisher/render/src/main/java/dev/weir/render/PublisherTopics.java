package dev.weir.render;

import dev.weir.frame.DeadTopic;
import dev.weir.frame.FrameTopic;
import dev.weir.frame.KafkaConnection;
import dev.weir.frame.Topics;
import dev.weir.mask.MaskTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Sees to it that the topics a publisher reads and writes are there. */
final class PublisherTopics {
  private PublisherTopics() {}

  /** Creates what is missing, with as many partitions as the frames or masks have already. */
  static void ensure(KafkaConnection kafka, PublisherOptions options) throws InterruptedException {
    try (Admin admin = Admin.create(kafka.admin())) {
      int partitions =
          Topics.partitions(admin, List.of(MaskTopic.NAME, FrameTopic.NAME), options.partitions());
      short replication = options.replication();
      List<NewTopic> wanted =
          new ArrayList<>(
              List.of(
                  FrameTopic.definition(partitions, replication),
                  MaskTopic.definition(partitions, replication),
                  DeadTopic.definition(partitions, replication)));
      if (options.stats()) {
        wanted.add(StatsTopic.definition(partitions, replication));
      }
      if (options.overlays()) {
        wanted.add(OverlayTopic.definition(partitions, replication));
      }
      Topics.ensure(admin, wanted);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException(
          "topics cannot be created or described: " + cause.getMessage(), e);
    }
  }
}
