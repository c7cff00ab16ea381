package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@DisplayName("Settings")
class SettingsTest {
  @TempDir private Path dir;

  @Command
  static final class Probe implements Runnable {
    @Option(names = "--bootstrap", defaultValue = "built-in")
    private String bootstrap;

    @Option(names = "--kafka", split = ",")
    private Map<String, String> kafka;

    @Option(names = "--config")
    @SuppressWarnings("UnusedVariable") // picocli writes it
    private Path config;

    @Option(names = {"-m", "--mask-codec"})
    private String maskCodec;

    @Override
    public void run() {}
  }

  private static Probe parse(Map<String, String> environment, String... args) {
    Settings settings = new Settings(environment);
    settings.load(args);
    Probe probe = new Probe();
    new CommandLine(probe).setDefaultValueProvider(settings).parseArgs(args);
    return probe;
  }

  private String yaml(String text) throws IOException {
    return Files.writeString(dir.resolve("weir.yaml"), text).toString();
  }

  @Test
  void anOptionWinsOverTheEnvironmentWhichWinsOverTheFileWhichWinsOverTheDefault()
      throws IOException {
    String file = yaml("bootstrap: from-file\n");
    Map<String, String> environment = Map.of("WEIR_BOOTSTRAP", "from-environment");

    assertThat(parse(Map.of()).bootstrap).isEqualTo("built-in");
    assertThat(parse(Map.of(), "--config", file).bootstrap).isEqualTo("from-file");
    assertThat(parse(environment, "--config=" + file).bootstrap).isEqualTo("from-environment");
    assertThat(parse(environment, "--bootstrap", "from-option").bootstrap).isEqualTo("from-option");
  }

  @Test
  void theFileMayHoldListsAndMapsAndIsNamedByTheEnvironmentToo() throws IOException {
    String file = yaml("kafka:\n  security.protocol: SSL\n  acks: all\nmask-codec: raw\n");

    Probe probe = parse(Map.of("WEIR_CONFIG", file));

    assertThat(probe.kafka).isEqualTo(Map.of("security.protocol", "SSL", "acks", "all"));
    assertThat(probe.maskCodec).isEqualTo("raw");
  }

  @Test
  void aFileThatIsMissingOrNoYamlIsNamed() throws IOException {
    String broken = yaml("a: [");
    String list = Files.writeString(dir.resolve("list.yaml"), "- a\n").toString();

    assertThatThrownBy(() -> parse(Map.of(), "--config", "nosuch.yaml"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("nosuch.yaml");
    assertThatThrownBy(() -> parse(Map.of(), "--config", broken))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("not YAML");
    assertThatThrownBy(() -> parse(Map.of(), "--config", list))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("key: value");
  }
}
