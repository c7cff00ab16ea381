package dev.weir.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.cli.Weir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

@DisplayName("Settings")
class SettingsTest {
  @TempDir private Path dir;

  @Command
  static final class Probe implements Runnable {
    @Option(names = "--bootstrap", defaultValue = "built-in")
    private String bootstrap;

    @Option(names = "--kafka", split = Settings.BETWEEN)
    private Map<String, String> kafka;

    @Option(names = "--source", split = Settings.BETWEEN)
    private List<String> sources;

    @Option(names = "--headless")
    private boolean headless;

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
    Probe probe = new Probe();
    CommandLine line = new CommandLine(probe).setDefaultValueProvider(settings);
    settings.load(args, line);
    line.parseArgs(args);
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
  void theFileMayHoldMapsAndIsNamedByTheEnvironmentToo() throws IOException {
    String file = yaml("kafka:\n  bootstrap.servers: a:1,b:2\n  acks: all\nmask-codec: raw\n");

    Probe probe = parse(Map.of("WEIR_CONFIG", file));

    assertThat(probe.kafka).isEqualTo(Map.of("bootstrap.servers", "a:1,b:2", "acks", "all"));
    assertThat(probe.maskCodec).isEqualTo("raw");
  }

  @Test
  void theFileMayHoldListsOfWhatCanBeRepeated() throws IOException {
    String file =
        yaml(
            "source:\n  - front=rtsp://cam/a?x=1,2\n  - clip.mp4\nbootstrap: [\"a:1\", \"b:2\"]\n");

    Probe probe = parse(Map.of(), "--config", file);

    assertThat(probe.sources).containsExactly("front=rtsp://cam/a?x=1,2", "clip.mp4");
    assertThat(probe.bootstrap).isEqualTo("a:1,b:2");
  }

  @Test
  void aListMayHoldMapsAndWhatIsEmptyIsNotSet() throws IOException {
    String file =
        yaml(
            """
            source:
              - front: rtsp://cam/a?x=1,2
              - {rear: b.mp4, left: c.mp4}
              - clip.mp4
              -
            bootstrap:
            """);

    Probe probe = parse(Map.of(), "--config", file);

    assertThat(probe.sources)
        .containsExactly("front=rtsp://cam/a?x=1,2", "rear=b.mp4", "left=c.mp4", "clip.mp4");
    assertThat(probe.bootstrap).isEqualTo("built-in");
  }

  @Test
  void sourcesMayBeAMapOfNamesAndUrls() throws IOException {
    String file = yaml("source:\n  front: rtsp://u:p@cam/a\n  rear: b.mp4\n");

    assertThat(parse(Map.of(), "--config", file).sources)
        .containsExactly("front=rtsp://u:p@cam/a", "rear=b.mp4");
  }

  @Test
  void aVariableHoldsOneValueALine() {
    Probe probe =
        parse(
            Map.of(
                "WEIR_SOURCE", "front=a.mp4\n  rear=b,c.mp4\n",
                "WEIR_KAFKA", "acks=all\nssl.protocol=TLS"));

    assertThat(probe.sources).containsExactly("front=a.mp4", "rear=b,c.mp4");
    assertThat(probe.kafka).isEqualTo(Map.of("acks", "all", "ssl.protocol", "TLS"));
  }

  @Test
  void anOptionMayBeRepeatedAndKeepsItsCommas() {
    Probe probe =
        parse(
            Map.of(), "--kafka", "bootstrap.servers=a:1,b:2", "--kafka", "x=y", "--source", "p,q");

    assertThat(probe.kafka).isEqualTo(Map.of("bootstrap.servers", "a:1,b:2", "x", "y"));
    assertThat(probe.sources).containsExactly("p,q");
  }

  private static Stream<OptionSpec> options(CommandLine command) {
    return Stream.concat(
        command.getCommandSpec().options().stream(),
        command.getSubcommands().values().stream().flatMap(SettingsTest::options));
  }

  @Test
  void everyOptionOfEveryCommandThatMayBeRepeatedTakesSeveral() {
    List<OptionSpec> repeatable =
        options(new CommandLine(new Weir())).filter(OptionSpec::isMultiValue).toList();

    assertThat(repeatable).hasSizeGreaterThan(10);
    for (OptionSpec option : repeatable) {
      assertThat(("a=1" + Settings.BETWEEN + "b=2").split(option.splitRegex(), -1))
          .as("%s of %s", option.longestName(), option.command().qualifiedName())
          .containsExactly("a=1", "b=2");
    }
  }

  private static Object parsed(String option, Map<String, String> environment, String... args) {
    Settings settings = new Settings(environment);
    CommandLine line =
        new CommandLine(new Weir())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setDefaultValueProvider(settings);
    settings.load(args, line);
    ParseResult innermost = line.parseArgs(args);
    while (innermost.hasSubcommand()) {
      innermost = innermost.subcommand();
    }
    return innermost.commandSpec().findOption(option).getValue();
  }

  @Test
  void notesKeepTheirCommasWhereverTheyComeFrom() throws IOException {
    // Given
    Map<String, String> notes = Map.of("data", "CamVid, 367 frames", "score", "65.6");
    String file = yaml("note:\n  data: CamVid, 367 frames\n  score: 65.6\n");
    String list = "data=CamVid, 367 frames\nscore=65.6\n";
    String[] export = {"models", "export", "--weights=w", "x.onnx"};
    String[] noted = {
      "models",
      "export",
      "--weights=w",
      "x.onnx",
      "--note=data=CamVid, 367 frames",
      "--note=score=65.6"
    };

    // When, Then
    assertThat(parsed("--note", Map.of("WEIR_CONFIG", file), export)).isEqualTo(notes);
    assertThat(parsed("--note", Map.of("WEIR_NOTE", list), export)).isEqualTo(notes);
    assertThat(parsed("--note", Map.of(), noted)).isEqualTo(notes);
  }

  @Test
  void whatIsTypedWithCommasMayBeAListToo() throws IOException {
    Map<String, String> file =
        Map.of(
            "WEIR_CONFIG",
            yaml("size: [480x360, 1280x720]\nfreshness: ['front*=latest', max-age=300ms]\n"));

    assertThat(parsed("--size", file, "bench", "codec")).isEqualTo(List.of("480x360", "1280x720"));
    assertThat(parsed("--size", Map.of(), "bench", "codec", "--size=480x360,1280x720"))
        .isEqualTo(List.of("480x360", "1280x720"));
    assertThat(parsed("--freshness", file, "segment"))
        .isEqualTo(List.of("front*=latest", "max-age=300ms"));
  }

  @Test
  void aFlagOfTheFileIsSetAndTheSameFlagOnTheCommandLineDoesNotUndoIt() throws IOException {
    String file = yaml("headless: true\n");

    assertThat(parse(Map.of()).headless).isFalse();
    assertThat(parse(Map.of(), "--config", file).headless).isTrue();
    assertThat(parse(Map.of(), "--config", file, "--headless").headless).isTrue();
    assertThat(parse(Map.of("WEIR_HEADLESS", "false"), "--config", file).headless).isFalse();
  }

  @Test
  void aKeyOfTheFileThatIsNoOptionIsRefusedWithTheOneThatWasMeant() throws IOException {
    String misspelt = yaml("sorce: a.mp4\n");
    String wild =
        Files.writeString(dir.resolve("wild.yaml"), "colour-of-the-sky: blue\n").toString();

    assertThatThrownBy(() -> parse(Map.of(), "--config", misspelt))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'sorce'")
        .hasMessageContaining("did you mean source?");
    assertThatThrownBy(() -> parse(Map.of(), "--config", wild))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'colour-of-the-sky'")
        .hasMessageNotContaining("did you mean");
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

  @Test
  void comeFromAFileWithAByteOrderMark() throws IOException {
    String config = yaml("\uFEFFbootstrap: from-file\nheadless: true\n");

    Probe probe = parse(Map.of(), "--config", config);

    assertThat(probe.bootstrap).isEqualTo("from-file");
    assertThat(probe.headless).isTrue();
  }
}
