package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script with a fake mvn and java that only record how they were called. */
@Timeout(180)
@DisplayName("deploy/weir")
class LauncherTest {
  private static final List<String> TOOLS =
      List.of("bash", "env", "dirname", "readlink", "sed", "head", "find", "mkdir", "rm", "cat");

  @TempDir private Path dir;
  private Path root;
  private Path tools;

  @BeforeEach
  void layOut() throws IOException {
    root = dir.resolve("weir");
    for (String folder : List.of("ingest", "segmenter", "publisher", "deploy")) {
      Files.createDirectories(root.resolve(folder));
    }
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    Files.copy(Path.of("..", "weir"), root.resolve("deploy/weir"));
    tools = Files.createDirectories(dir.resolve("bin"));
    for (String tool : TOOLS) {
      script(tool, "exec " + Tool.required(tool, "coreutils") + " \"$@\"");
    }
    script(
        "mvn",
        "echo \"$*\" >>" + dir + "/builds; mkdir -p " + root + "/deploy/cli/target/weir/lib");
    script(
        "java",
        "if [ \"$1\" = -version ]; then echo 'version \"17.0.1\"' >&2; else echo \"ran $*"
            + " telemetry-off=$ORT_DISABLE_TELEMETRY commit=${WEIR_COMMIT-none} no-telemetry=${ORT_DISABLE_TELEMETRY-unset}\"; fi");
  }

  private void script(String name, String body) throws IOException {
    Path file = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** Runs the script; returns its output. */
  private String weir(Map<String, String> environment) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            tools.resolve("bash").toString(), root.resolve("deploy/weir").toString(), "doctor");
    Map<String, String> all = new HashMap<>(environment);
    all.put("PATH", tools.toString());
    builder.environment().clear();
    builder.environment().putAll(all);
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(dir.resolve("builds"));
  }

  @Test
  void buildsOnceAndThenRunsAlsoWhereThereIsNoFlock() throws Exception {
    String first = weir(Map.of());
    String second = weir(Map.of());

    assertThat(first).contains("building", "dev.weir.cli.Weir doctor");
    assertThat(second).doesNotContain("building").contains("dev.weir.cli.Weir doctor");
    assertThat(builds()).hasSize(1);
  }

  @Test
  void buildsAgainWithOtherOptionsAndKeepsThemUntilTheyAreSetAgain() throws Exception {
    weir(Map.of());
    weir(Map.of("WEIR_MVN_OPTS", "-Pgpu -T2"));
    weir(Map.of("WEIR_MVN_OPTS", "-Pgpu -T2"));
    weir(Map.of());
    assertThat(builds()).hasSize(2);
    assertThat(builds().get(0)).doesNotContain("-Pgpu");
    assertThat(builds().get(1)).contains("-Pgpu -T2 package");

    weir(Map.of("WEIR_MVN_OPTS", ""));

    assertThat(builds()).hasSize(3);
    assertThat(builds().get(2)).doesNotContain("-Pgpu");
  }

  @Test
  void keepsOnnxRuntimeFromReportingUnlessThatIsWanted() throws Exception {
    assertThat(weir(Map.of())).contains("no-telemetry=1");
    assertThat(weir(Map.of("ORT_DISABLE_TELEMETRY", "0"))).contains("no-telemetry=0");
  }

  @Test
  void tellsTheCommitOfItsOwnCheckoutUnlessAnotherIsNamed() throws Exception {
    // Given
    script("git", "[ \"$*\" = \"-C " + root + " rev-parse --short HEAD\" ] && echo abc1234");

    // When, then: not in a checkout, then in one
    assertThat(weir(Map.of())).contains("commit=none");
    Files.createDirectories(root.resolve(".git"));
    assertThat(weir(Map.of())).contains("commit=abc1234");
    assertThat(weir(Map.of("WEIR_COMMIT", "mine"))).contains("commit=mine");
    assertThat(weir(Map.of("WEIR_COMMIT", ""))).contains("commit= ");
  }

  @Test
  void runsWithoutACommitWhereGitFailsOrIsNotThere() throws Exception {
    // Given
    Files.createDirectories(root.resolve(".git"));

    // When, then
    assertThat(weir(Map.of())).contains("commit=none");
    script("git", "echo 'fatal: dubious ownership' >&2; exit 128");
    assertThat(weir(Map.of())).contains("commit=none").doesNotContain("fatal");
  }

  @Test
  void keepsOnnxRuntimeFromSendingAndSearchingTheCommandLine()
      throws IOException, InterruptedException {
    assertThat(weir(Map.of())).contains("telemetry-off=1");
    assertThat(weir(Map.of("ORT_DISABLE_TELEMETRY", "0"))).contains("telemetry-off=0");
  }
}
