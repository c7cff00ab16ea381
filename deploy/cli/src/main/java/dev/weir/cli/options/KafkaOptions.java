package dev.weir.cli.options;

import dev.weir.cli.shell.Settings;
import dev.weir.cli.shell.UsageException;
import dev.weir.frame.TextFile;
import dev.weir.frame.kafka.KafkaConnection;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for the connection to Kafka, named like those of Kafka's own tools. */
public final class KafkaOptions {

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      defaultValue = "localhost:9092",
      description = "Kafka brokers, comma-separated (default: ${DEFAULT-VALUE}).")
  private String bootstrap = "localhost:9092";

  @Option(
      names = "--kafka",
      paramLabel = "KEY=VALUE",
      split = Settings.BETWEEN,
      hideParamSyntax = true,
      description = "A Kafka client setting, such as security.protocol=SSL; repeatable.")
  private Map<String, String> settings = new HashMap<>();

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description = "A properties file of Kafka client settings; --kafka overrides it.")
  private @Nullable Path file;

  /**
   * Returns the connection. Does not contact the broker: each stage does so when it starts.
   *
   * @throws UsageException if the file is missing or a setting is wrong
   */
  public KafkaConnection connection() {
    KafkaConnection connection = new KafkaConnection(bootstrap, overrides());
    try {
      connection.requireValidSettings();
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
    return connection;
  }

  private Map<String, String> overrides() {
    Map<String, String> all = new HashMap<>();
    if (file != null) {
      Properties properties = new Properties();
      try {
        properties.load(new StringReader(TextFile.read(file)));
      } catch (IOException | IllegalArgumentException e) {
        throw new UsageException(
            "--kafka-config %s: cannot be read (%s); expected a file of key=value lines"
                .formatted(file, e.getMessage()),
            e);
      }
      properties.stringPropertyNames().forEach(k -> all.put(k, properties.getProperty(k)));
    }
    all.putAll(settings);
    return all;
  }
}
