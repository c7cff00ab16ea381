package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A stream thread's patience")
class PatienceTest {
  private static final Duration WANTED = Duration.ofSeconds(30);

  private static Patience of(Guarantee guarantee, Map<String, String> kafka) {
    SegmenterStageOptions options = SegmenterStageOptions.builder().guarantee(guarantee).build();
    Properties settings =
        StreamSettings.of(
            new dev.weir.frame.KafkaConnection("localhost:1", kafka),
            options,
            java.nio.file.Path.of("unused"),
            new Ledger());
    return StreamSettings.patience(settings, WANTED);
  }

  @Test
  void isWhatIsWantedWhereKafkaAllowsIt() {
    assertThat(of(Guarantee.AT_LEAST_ONCE, Map.of()))
        .isEqualTo(new Patience(WANTED, Duration.ofSeconds(75)));
  }

  @Test
  void endsBeforeTheGroupTakesTheThreadForDead() {
    assertThat(of(Guarantee.AT_LEAST_ONCE, Map.of("max.poll.interval.ms", "60000")))
        .isEqualTo(new Patience(Duration.ofSeconds(15), Duration.ofSeconds(15)));
  }

  @Test
  void endsBeforeTheBrokerGivesTheTransactionUp() {
    assertThat(of(Guarantee.EXACTLY_ONCE, Map.of()))
        .isEqualTo(new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5)));
    assertThat(of(Guarantee.EXACTLY_ONCE, Map.of("transaction.timeout.ms", "60000")))
        .isEqualTo(new Patience(WANTED, WANTED));
  }
}
