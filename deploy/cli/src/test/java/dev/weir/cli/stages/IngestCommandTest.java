package dev.weir.cli.stages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.capture.IngestOptions;
import dev.weir.capture.source.HwAccel;
import dev.weir.capture.source.SourceOptions;
import dev.weir.cli.Weir;
import dev.weir.cli.options.CameraOptions;
import dev.weir.cli.options.CameraSetup;
import dev.weir.frame.CameraId;
import dev.weir.frame.counts.DropCause;
import dev.weir.frame.counts.FrameCounts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@DisplayName("weir ingest")
class IngestCommandTest {
  private static final CameraId FRONT = new CameraId("front");

  @Test
  void namesEachDropCauseAndThePicturesThatWereSkipped() {
    FrameCounts counts =
        new FrameCounts(20, 14, Map.of(DropCause.STOPPED, 1L, DropCause.KAFKA_SLOW, 5L), 0);

    assertThat(IngestCommand.line(FRONT, counts, 80))
        .isEqualTo("camera=front in=20 sent=14 dropped=6 dead=0 kafka_slow=5 stopped=1 thinned=80");
  }

  @Test
  void omitsCausesWithoutFrames() {
    assertThat(IngestCommand.line(FRONT, new FrameCounts(12, 12, Map.of(), 0), 0))
        .isEqualTo("camera=front in=12 sent=12 dropped=0 dead=0");
  }

  @Test
  void camerasAreOpenedAsTheOptionsSay() {
    // Given
    CameraOptions cameras = new CameraOptions();

    // When
    new CommandLine(new Holder(cameras))
        .parseArgs("--size=640x360", "--fps=2.5", "--decode-threads=1", "--hwaccel=vaapi");
    IngestOptions options = CameraSetup.options(cameras, IngestOptions.Speed.MAX);

    // Then
    SourceOptions source = options.source();
    assertThat(source.size()).hasToString("640x360");
    assertThat(source.decodeThreads()).isEqualTo(1);
    assertThat(source.hwaccel()).isEqualTo(HwAccel.VAAPI);
    assertThat(options.maxFps()).isEqualTo(2.5);
  }

  @CommandLine.Command
  private record Holder(@CommandLine.Mixin CameraOptions cameras) {}

  @ParameterizedTest
  @CsvSource({
    "--hwaccel=gpu, 'expected auto, cuda, vaapi or none'",
    "--decode-threads=0, 'expected 1 to 64'",
    "--size=640, expected WIDTHxHEIGHT",
    "--fps=-1, expected 0 (all) or more"
  })
  void whatCannotBeMeantIsAnErrorOfUseThatSaysWhatCan(String option, String expected) {
    // Given
    StringWriter err = new StringWriter();

    // When
    int exit =
        Weir.run(
            new String[] {"ingest", "--source", "synthetic:street", option},
            Map.of(),
            new PrintWriter(new StringWriter()),
            new PrintWriter(err));

    // Then
    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains(option.replaceFirst("=.*", "")).contains(expected);
  }
}
