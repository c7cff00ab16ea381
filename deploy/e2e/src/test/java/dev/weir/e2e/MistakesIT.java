package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A user error gives one clear line")
class MistakesIT {
  /** Port 1 is reserved and closed: connections are refused at once. */
  private static final String NOBODY = "localhost:1";

  @TempDir private Path dir;

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("demo --headless --source nosuch.mp4", 1, "nosuch.mp4"),
        Arguments.of("demo --headless --source rtsp://localhost:1/x", 1, "rtsp://localhost:1/x"),
        Arguments.of("demo --headless --source gopher://x/y", 1, "gopher"),
        Arguments.of("demo --headless --source synthetic:street?sed=3", 1, "seed"),
        Arguments.of("ingest --source synthetic:street --bootstrap " + NOBODY, 1, "--bootstrap"),
        Arguments.of("segment --bootstrap " + NOBODY, 1, NOBODY),
        Arguments.of("publish --bootstrap " + NOBODY, 1, NOBODY),
        Arguments.of("ingest", 2, "--source"),
        Arguments.of("demo --hedless", 2, "--headless"),
        Arguments.of("demoo", 2, "did you mean demo"),
        Arguments.of("segment --model nosuch", 2, "icnet-camvid"),
        Arguments.of("segment --model icnet-camvid --model a=nosuch", 2, "nosuch"),
        Arguments.of("demo --headless --model front=icnet-camvid", 2, "rear"),
        Arguments.of("demo --frames many", 2, "--frames"),
        Arguments.of("demo --size 12 --headless", 2, "--size"),
        Arguments.of("ingest --source ..=a.mp4", 2, "'..'"),
        Arguments.of("ingest --source Küche=a.mp4", 2, "A-Z a-z 0-9 . _ -"),
        Arguments.of("ingest --source a.mp4 --partitions 0", 2, "--partitions"),
        Arguments.of("broker --port 99999", 2, "port"),
        Arguments.of("demo --config nosuch.yaml", 2, "nosuch.yaml"),
        Arguments.of("train --data camvid=nosuch --run r", 2, "trainannot"),
        Arguments.of("train --data cats=d --run r", 2, "synthetic:street"),
        Arguments.of("train --data synthetic:street", 2, "--run"),
        Arguments.of("train --data synthetic:street --set bach=3 --run r", 2, "'batch'"),
        Arguments.of("train --data synthetic:street --init nosuch.onnx --run r", 2, "nosuch.onnx"),
        Arguments.of("train --data synthetic:street --init a --prune b --run r", 2, "one of them"),
        Arguments.of("train --data synthetic:street --sheet nosuch/a.png", 2, "no folder nosuch"),
        Arguments.of(
            "train --data synthetic:street --validate synthetic:street?seeds=7-1000 --run r",
            2,
            "contains training pictures of"),
        Arguments.of("eval --data synthetic:street --split test", 2, "has no splits"),
        Arguments.of("eval --data synthetic:street --json nosuch/a.json", 2, "no folder nosuch"),
        Arguments.of("eval --data camvid=nosuch", 2, "nosuch"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void itSaysWhatToDo(String commandLine, int exit, String mention) {
    Charset arguments = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    assumeTrue(
        arguments.newEncoder().canEncode(commandLine),
        "the locale's character set, " + arguments + ", cannot pass " + commandLine);
    try (WeirProcess weir = WeirProcess.start(commandLine.split(" ", -1))) {
      int code = weir.exitCode(Duration.ofMinutes(3));

      assertThat(code).as(weir.toString()).isEqualTo(exit);
      assertOneLineMentioning(weir, mention);
    }
  }

  @Test
  void aFileThatIsNoModelIsNamed() throws IOException {
    Path file = Files.writeString(dir.resolve("poem.onnx"), "not a model");

    try (WeirProcess weir = WeirProcess.start("demo", "--headless", "--model", file.toString())) {
      int code = weir.exitCode(Duration.ofMinutes(3));

      assertThat(code).as(weir.toString()).isEqualTo(1);
      assertOneLineMentioning(weir, "poem.onnx");
    }
  }

  @Test
  void aSettingThatNobodyKnowsIsNamedWithTheOneThatWasMeant() throws IOException {
    Path file = Files.writeString(dir.resolve("weir.yaml"), "sorce: [a.mp4, b.mp4]\n");

    try (WeirProcess weir = WeirProcess.start("ingest", "--config", file.toString())) {
      assertThat(weir.exitCode(Duration.ofMinutes(3))).isEqualTo(2);

      assertOneLineMentioning(weir, "did you mean source?");
    }
  }

  @Test
  void verboseShowsTheStackTrace() {
    try (WeirProcess weir =
        WeirProcess.start("demo", "--headless", "--source", "nosuch.mp4", "--verbose")) {
      assertThat(weir.exitCode(Duration.ofMinutes(3))).isEqualTo(1);

      assertThat(weir.err()).anyMatch(l -> l.startsWith("\tat dev.weir"));
    }
  }

  private static void assertOneLineMentioning(WeirProcess weir, String mention) {
    List<String> complaints = weir.err().stream().filter(l -> l.startsWith("weir: ")).toList();
    assertThat(complaints).as(Arrays.toString(new Object[] {weir})).hasSize(1);
    assertThat(complaints.get(0)).contains(mention);
    assertThat(weir.err())
        .as("no stack trace")
        .noneMatch(l -> l.startsWith("\tat ") || l.contains("Exception"));
  }
}
