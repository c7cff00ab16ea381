package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("weir doctor")
@EnabledOnOs(value = OS.LINUX, disabledReason = "libraries go by other names elsewhere")
class DoctorIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path dir;

  @Test
  void findsNothingMissingOnAServerThatHasNoLibrariesOfADesktop() throws IOException {
    // Given broken library files that the loader finds before the system's
    for (String library : new String[] {"libxcb.so.1", "libasound.so.2", "libgtk-x11-2.0.so.0"}) {
      Files.writeString(dir.resolve(library), "no library");
    }

    // When
    try (WeirProcess weir =
        WeirProcess.startIn(Map.of("LD_LIBRARY_PATH", dir.toString()), "doctor")) {
      int exit = weir.exitCode(PATIENCE);

      // Then: only webcams need them
      assertThat(exit).as(weir.toString()).isZero();
      assertThat(weir.out())
          .anyMatch(l -> l.matches("ok +ffmpeg .*h264.* reads \\[rtsp, hls, mov, mpjpeg\\]"))
          .anyMatch(l -> l.matches("ok +model .* on CPU.*"))
          .anyMatch(
              l ->
                  l.matches(
                      "(note|missing) +v4l2 .*libxcb.so.1.*apt install libxcb1 libxcb-shm0 libasound2 libpulse0.*"))
          .noneMatch(l -> l.matches("missing +(ffmpeg|onnxruntime|model) .*"));
    }
  }

  @Test
  void saysInALineWhichFolderIsFullWhereNativeLibrariesCannotBeUnpacked() {
    // Given folders that cannot be written
    List<String> full =
        List.of("-Djava.io.tmpdir=/proc", "-Dorg.bytedeco.javacpp.cachedir=/proc/weir");
    try (WeirProcess weir =
        WeirProcess.startWith(full, "eval", "--data", "synthetic:street?count=1")) {
      // When
      int exit = weir.exitCode(PATIENCE);

      // Then
      assertThat(exit).as(weir.toString()).isEqualTo(1);
      assertThat(weir.err())
          .singleElement()
          .asString()
          .startsWith("weir: native libraries cannot be unpacked into /proc")
          .contains("MB free", "WEIR_JAVA_OPTS=-D");
    }
  }

  @Test
  void theDemoSaysInALineThatTheTemporaryFolderTakesNothing() {
    List<String> full = List.of("-Djava.io.tmpdir=/proc");
    try (WeirProcess weir = WeirProcess.startWith(full, "demo", "--headless", "--frames=1")) {
      int exit = weir.exitCode(PATIENCE);

      assertThat(exit).as(weir.toString()).isEqualTo(1);
      assertThat(weir.err())
          .filteredOn(l -> l.startsWith("weir: "))
          .singleElement()
          .asString()
          .contains("/proc", "MB free", "WEIR_JAVA_OPTS=-Djava.io.tmpdir=FOLDER");
      assertThat(weir.err()).noneMatch(l -> l.startsWith("\tat "));
    }
  }
}
