package dev.weir.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.frame.kafka.FrameTopic;
import dev.weir.mask.MaskTopic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The publisher's partitions and topics")
class PublisherTopicsIT extends PublisherStageSetup {
  /** Creates the topics with {@code count} partitions, before the first record. */
  private void partitions(int count) throws Exception {
    try (Admin admin = Admin.create(kafka.admin())) {
      Map<String, NewPartitions> wanted = new HashMap<>();
      for (String topic : List.of(FrameTopic.NAME, MaskTopic.NAME)) {
        wanted.put(topic, NewPartitions.increaseTo(count));
      }
      admin.createPartitions(wanted).all().get();
    }
  }

  @Test
  void publishersOfAGroupKnowWhichPartitionsAreTheirs() throws Exception {
    // Given
    partitions(2);
    try (PublisherStage first = start()) {
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  first
                      .share()
                      .equals(
                          new PartitionShare(PublisherOptions.DEFAULT_GROUP, List.of(0, 1), 2)));

      // When two more start
      try (PublisherStage second = start();
          PublisherStage third = start()) {
        // Then two have one partition each, and one has none
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> {
                  List<PartitionShare> shares =
                      List.of(first.share(), second.share(), third.share());
                  assertThat(shares).allMatch(share -> share.all() == 2);
                  assertThat(shares.stream().flatMap(share -> share.own().stream()))
                      .containsExactlyInAnyOrder(0, 1);
                  assertThat(shares).filteredOn(share -> share.own().isEmpty()).hasSize(1);
                });
      }
    }
  }

  @Test
  void aTopicThatIsMadeAnewIsTakenUpAgain() throws Exception {
    // Given pairs
    send(0, 5, -1);
    try (PublisherStage stage = start();
        Admin admin = Admin.create(kafka.admin())) {
      await().atMost(PATIENCE).until(() -> seen.size() == 5);

      // When both topics are deleted and made again
      admin.deleteTopics(List.of(FrameTopic.NAME, MaskTopic.NAME)).all().get();
      await().atMost(PATIENCE).until(() -> stage.cameras().isEmpty()); // its partition is gone
      admin
          .createTopics(
              List.of(FrameTopic.definition(1, (short) 1), MaskTopic.definition(1, (short) 1)))
          .all()
          .get();
      send(100, 105, -1);

      // Then the new pairs are shown
      await().atMost(PATIENCE).until(() -> seen.contains(104L));
      assertThat(stage.cameras()).hasSize(1);
    }
  }
}
