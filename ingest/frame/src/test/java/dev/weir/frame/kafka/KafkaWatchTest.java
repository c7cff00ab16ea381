package dev.weir.frame.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.weir.frame.kafka.KafkaWatch.Kind;
import dev.weir.frame.kafka.KafkaWatch.Missing;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@DisplayName("KafkaWatch")
class KafkaWatchTest {
  private static final Missing AWAY = new Missing(Kind.BROKER, "no Kafka broker answers");
  private static final Missing NO_LEADER = new Missing(Kind.LEADER, "no leader for weir.masks");
  private static final Missing NO_TOPIC = new Missing(Kind.TOPIC, "no topic weir.masks");

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(KafkaWatch.class);
  private final KafkaWatch watch = new KafkaWatch("segmenter", () -> this.missing, () -> {});
  private @Nullable Missing missing;

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
  }

  private void see(@Nullable Missing what) {
    missing = what;
    watch.step();
  }

  private List<String> said() {
    return log.list.stream().map(e -> e.getLevel() + " " + e.getFormattedMessage()).toList();
  }

  @Test
  void saysWhichTopicWasMadeAnewWithOtherPartitions() {
    watch.expectTopics();
    assertThat(KafkaWatch.misfit(Map.of("weir.frames", 3, "weir.masks", 3))).isNull();

    see(KafkaWatch.misfit(Map.of("weir.frames", 3, "weir.masks", 1, "weir.dead", 1)));
    see(null);

    assertThat(said())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("WARN segmenter waits: topics have different numbers of partitions")
        .contains("(weir.dead=1 weir.frames=3 weir.masks=1)");
  }

  @Test
  void saysOnceThatItWaitsAndOnceThatItIsOver() {
    see(null);
    for (int i = 0; i < 5; i++) {
      see(AWAY);
    }
    assertThat(watch.trouble()).isEqualTo(AWAY.text());
    see(null);
    see(null);

    assertThat(said())
        .containsExactly(
            "WARN segmenter waits: " + AWAY.text(),
            "INFO segmenter continues: Kafka is back after=0s");
    assertThat(watch.trouble()).isNull();
  }

  @Test
  void logsTheNextThingItWaitsForWhenThatChanges() {
    watch.expectTopics();
    see(AWAY);
    see(NO_TOPIC);
    see(null);

    assertThat(said())
        .containsExactly(
            "WARN segmenter waits: " + AWAY.text(),
            "WARN segmenter waits: " + NO_TOPIC.text(),
            "INFO segmenter continues: the topics are there again after=0s; a topic that was created"
                + " again has none of its old records");
  }

  @Test
  void logsABrokerThatStopsOnlyOnce() {
    see(null);
    see(NO_LEADER);
    see(NO_LEADER);
    see(AWAY);
    see(NO_LEADER);
    see(NO_LEADER);
    see(NO_LEADER);
    see(null);

    assertThat(said())
        .containsExactly(
            "WARN segmenter waits: " + AWAY.text(),
            "INFO segmenter continues: Kafka is back after=0s");
  }

  @Test
  void saysThatALeaderIsMissingIfItStaysAway() {
    see(null);
    see(NO_LEADER);
    see(null);
    assertThat(said()).isEmpty();
    for (int i = 0; i < 5; i++) {
      see(NO_LEADER);
    }

    assertThat(said()).containsExactly("WARN segmenter waits: " + NO_LEADER.text());
  }

  @Test
  void isSilentWhileAllIsWell() {
    see(null);
    see(null);

    assertThat(said()).isEmpty();
  }

  @Test
  void missesNoTopicsThatTheStageIsAboutToCreate() {
    see(NO_TOPIC);
    see(null);
    see(NO_TOPIC);
    assertThat(said()).isEmpty();
    see(AWAY);
    see(null);
    watch.expectTopics();
    see(NO_TOPIC);

    assertThat(said())
        .containsExactly(
            "WARN segmenter waits: " + AWAY.text(),
            "INFO segmenter continues: Kafka is back after=0s",
            "WARN segmenter waits: " + NO_TOPIC.text());
  }

  @Test
  void saysNothingMoreOnceItIsClosed() {
    see(null);
    watch.close();
    see(AWAY);

    assertThat(said()).isEmpty();
  }
}
