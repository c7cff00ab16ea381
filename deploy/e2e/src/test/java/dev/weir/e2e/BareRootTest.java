package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests the script's checks before it creates anything; CI runs the rest. */
@Timeout(180)
@DisplayName("deploy/e2e/bare-root.sh")
class BareRootTest {
  @TempDir private Path tools;

  @BeforeEach
  void aMachineOfThisKind() throws IOException {
    for (String tool : List.of("bash", "dirname", "readlink", "head", "date", "git", "unshare")) {
      script(tool, "exec " + Tool.required(tool, "coreutils git util-linux") + " \"$@\"");
    }
    script("uname", "echo Linux");
    script("id", "echo 0");
  }

  private void script(String name, String body) throws IOException {
    Path file = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** Returns the single line that it prints before it exits with code 2. */
  private String refusal() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(tools.resolve("bash").toString(), "bare-root.sh", "demo");
    builder.environment().put("PATH", tools.toString());
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isEqualTo(2);
    assertThat(said.strip()).hasLineCount(1);
    return said;
  }

  @Test
  void namesTheToolThatIsMissingAndItsPackage() throws Exception {
    assertThat(refusal()).contains("no debootstrap; install it", "apt install debootstrap");
  }

  @Test
  void wantsToBeRoot() throws Exception {
    script("id", "echo 1000");

    assertThat(refusal()).contains("not root, expected root");
  }

  @Test
  void wantsLinux() throws Exception {
    script("uname", "echo Darwin");

    assertThat(refusal()).contains("this is Darwin, expected Linux");
  }
}
