package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.stream.options.DeliveryGuarantee;
import dev.weir.stream.options.SegmenterStageOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The engine timeout of a stream thread")
class EngineTimeoutsTest {
  private static final Duration WANTED = Duration.ofSeconds(30);

  private static EngineTimeouts of(DeliveryGuarantee guarantee, Map<String, String> kafka) {
    SegmenterStageOptions options = SegmenterStageOptions.defaults().withGuarantee(guarantee);
    Properties settings =
        StreamSettings.of(
            new dev.weir.frame.kafka.KafkaConnection("localhost:1", kafka),
            options,
            java.nio.file.Path.of("unused"),
            new FrameAccounting());
    return StreamSettings.timeouts(settings, WANTED);
  }

  @Test
  void isWhatIsWantedWhereKafkaAllowsIt() {
    assertThat(of(DeliveryGuarantee.AT_LEAST_ONCE, Map.of()))
        .isEqualTo(new EngineTimeouts(WANTED, Duration.ofSeconds(75)));
  }

  @Test
  void endsBeforeTheGroupTakesTheThreadForDead() {
    assertThat(of(DeliveryGuarantee.AT_LEAST_ONCE, Map.of("max.poll.interval.ms", "60000")))
        .isEqualTo(new EngineTimeouts(Duration.ofSeconds(15), Duration.ofSeconds(15)));
  }

  @Test
  void endsBeforeTheBrokerGivesTheTransactionUp() {
    assertThat(of(DeliveryGuarantee.EXACTLY_ONCE, Map.of()))
        .isEqualTo(new EngineTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5)));
    assertThat(of(DeliveryGuarantee.EXACTLY_ONCE, Map.of("transaction.timeout.ms", "60000")))
        .isEqualTo(new EngineTimeouts(WANTED, WANTED));
  }
}
