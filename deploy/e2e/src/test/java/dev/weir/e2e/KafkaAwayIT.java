package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.frame.kafka.FrameTopic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each stage a process of its own, and Kafka one that goes away. */
@DisplayName("While Kafka is away, each stage")
class KafkaAwayIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** A stage reports within 5 s; a busy machine needs longer. */
  private static final Duration SOON = Duration.ofMinutes(1);

  @TempDir private Path data;

  private static void allSay(List<WeirProcess> stages, int times, String what) {
    for (WeirProcess stage : stages) {
      Awaitility.await(what)
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(stage.err().stream().filter(line -> line.contains(what)))
                      .as(stage.toString())
                      .hasSize(times));
    }
  }

  @Test
  void saysWhatItWaitsForOnceAndGoesOnWhenItIsOver() throws Exception {
    String port;
    try (WeirProcess first =
        WeirProcess.start("broker", "--port", "0", "--data", data.toString())) {
      String bootstrap = first.awaitLine("broker=(\\S+)", PATIENCE);
      port = bootstrap.replaceFirst(".*:", "");
      try (WeirProcess segment = WeirProcess.start("segment", "--bootstrap", bootstrap);
          WeirProcess publish =
              WeirProcess.start("publish", "--bootstrap", bootstrap, "--port", "0");
          WeirProcess ingest =
              WeirProcess.start(
                  "ingest",
                  "--bootstrap",
                  bootstrap,
                  "--source",
                  "front=synthetic:street?seed=3&size=160x120&fps=5")) {
        List<WeirProcess> stages = List.of(segment, publish, ingest);
        segment.awaitLine("segmenting", PATIENCE);
        publish.awaitLine("dashboard=", PATIENCE);
        ingest.awaitLine("state=reading", PATIENCE);

        // When the broker ends, and another starts on its port and data
        first.close();
        allSay(stages, 1, " waits: no ");
        try (WeirProcess second =
            WeirProcess.start("broker", "--port", port, "--data", data.toString())) {
          second.awaitLine("broker=(\\S+)", PATIENCE);
          allSay(stages, 1, " continues: Kafka is back");

          // And when a topic is deleted and made again
          try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.deleteTopics(List.of(FrameTopic.NAME)).all().get();
            allSay(stages, 1, " waits: no topic weir.frames");
            admin.createTopics(List.of(FrameTopic.definition(1, (short) 1))).all().get();
            allSay(stages, 1, " continues: the topics are there again");
          }

          // Then all of them still run, and said nothing else
          for (WeirProcess stage : stages) {
            assertThat(stage.err())
                .as(stage.toString())
                .noneMatch(line -> line.contains("ERROR") || line.startsWith("weir:"));
          }
        }
      }
    }
  }
}
