package dev.weir.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Weir;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Topics on the command line")
class TopicOptionsTest {
  @ParameterizedTest
  @CsvSource({
    "ingest --source synthetic:street,--partitions",
    "segment,--partitions",
    "publish,--partitions",
    "ingest --source synthetic:street,--replication",
    "segment,--replication",
    "publish,--replication",
  })
  void areOfOnePartitionAndOneReplicaAtLeast(String command, String option) {
    StringWriter err = new StringWriter();
    String[] args = (command + " " + option + " 0").split(" ", -1);

    int exit =
        Weir.run(args, Map.of(), new PrintWriter(new StringWriter()), new PrintWriter(err, true));

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains(option + " 0: expected at least 1");
  }
}
