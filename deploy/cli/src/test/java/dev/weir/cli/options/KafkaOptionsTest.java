package dev.weir.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Weir;
import dev.weir.frame.kafka.KafkaConnection;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@DisplayName("Kafka options")
class KafkaOptionsTest {
  @TempDir private Path directory;
  private final StringWriter err = new StringWriter();

  private int publish(Path file) {
    String[] args = {"publish", "--kafka-config=" + file, "--port=0"};
    return Weir.run(args, Map.of(), new PrintWriter(new StringWriter()), new PrintWriter(err));
  }

  @Test
  void allowASettingsFileThatBeginsWithAByteOrderMark() throws IOException {
    // Given: a setting that Kafka refuses, if it hears of it
    Path file =
        Files.writeString(directory.resolve("k.properties"), "\uFEFFsecurity.protocol=NONSENSE\n");

    // When, then
    assertThat(publish(file)).isEqualTo(2);
    assertThat(err.toString()).contains("NONSENSE", "security.protocol").doesNotContain("\uFEFF");
  }

  @Test
  void nameASettingsFileThatCannotBeRead() {
    assertThat(publish(directory)).isEqualTo(2);
    assertThat(err.toString()).contains("--kafka-config " + directory, "is a folder");
  }

  @Test
  void leaveContactingTheBrokerToTheStage() {
    // Given an address that never answers
    KafkaOptions options = new KafkaOptions();
    new CommandLine(options).parseArgs("--bootstrap=192.0.2.1:9092");

    // When
    KafkaConnection connection = options.connection();

    // Then
    assertThat(connection.bootstrap()).isEqualTo("192.0.2.1:9092");
  }
}
