package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script with a fake weir that answers at once and, where needed, a fake GPU. */
@Timeout(180)
@DisplayName("deploy/e2e/gpu-bench.sh")
class GpuBenchTest {
  @TempDir private Path dir;
  private Path root;
  private Path tools;

  @BeforeEach
  void layOut() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash");
    root = dir.resolve("weir");
    tools = Files.createDirectories(dir.resolve("bin"));
    Files.createDirectories(root.resolve("deploy/e2e"));
    Files.copy(Path.of("gpu-bench.sh"), root.resolve("deploy/e2e/gpu-bench.sh"));
    script(
        root.resolve("deploy/weir"),
        """
        echo "$*" >>%s/calls
        case "$*" in
          *latency*) sleep 4; echo "p50_ms=1 masks=100" ;;
          *) echo "model=m provider=CPU best_fps=1" ;;
        esac
        """
            .formatted(dir));
  }

  private static void script(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/bash\n" + body);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** The script's exit code and output. */
  private record Ended(int exitCode, String said) {}

  private Ended run(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(
                Stream.of("/bin/bash", root.resolve("deploy/e2e/gpu-bench.sh").toString()),
                Stream.of(arguments))
            .toList();
    ProcessBuilder builder = new ProcessBuilder(command).directory(dir.toFile());
    builder.environment().put("PATH", tools + ":/usr/bin:/bin:/usr/sbin:/sbin");
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), said);
  }

  @Test
  void saysThatThereIsNoGpuBeforeItDoesAnything() throws Exception {
    // Given a driver that finds no GPU
    script(tools.resolve("nvidia-smi"), "echo 'No devices were found'; exit 6");

    // When
    Ended ended = run("out");

    // Then
    assertThat(ended.exitCode()).isEqualTo(3);
    assertThat(ended.said().strip()).startsWith("gpu-bench: no NVIDIA GPU here").hasLineCount(1);
    assertThat(dir.resolve("calls")).doesNotExist();
  }

  @Test
  void goesThroughEveryStepAndSumsThemUp() throws Exception {
    // When
    Ended ended = run("--rehearse", "out");

    // Then
    assertThat(ended.said()).contains("all figures are in");
    assertThat(ended.exitCode()).as(ended.said()).isZero();
    assertThat(dir.resolve("out/summary.txt"))
        .content()
        .contains("engine-fp32: model=m", "engine-fp16:", "engine-both:", "pipeline-2:")
        .containsPattern("memory over 100 frames: .* flat p50_ms=1")
        .contains("failover: away=CPU back=CPU ok");
    assertThat(Files.readAllLines(dir.resolve("calls")))
        .anyMatch(call -> call.contains("export") && call.contains("--precision fp16"))
        .anyMatch(call -> call.contains("--cameras 2"));
  }
}
