package dev.weir.inference.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.inference.proposals.ObjectProposals;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("OpenCV's ximgproc")
class OpenCvWithoutWindowsTest {
  private static final Path MAPS = Path.of("/proc/self/maps");

  @Test
  void isLoadedWithoutTheWindowsThatItsBindingAsksFor() throws IOException {
    assumeTrue(Files.exists(MAPS), MAPS + " is not there: only Linux lists what a process loaded");
    // Given
    ByteBuffer picture = ByteBuffer.allocateDirect(64 * 48 * 3);

    // When
    new ObjectProposals(10).of(picture, 48, 64);

    // Then
    assertThat(Files.readAllLines(MAPS))
        .anyMatch(line -> line.contains("libopencv_ximgproc"))
        .noneMatch(line -> line.contains("highgui"))
        .noneMatch(line -> line.contains("libgtk"));
  }
}
