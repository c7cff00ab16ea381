package dev.weir.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceIT extends FrameSourceKit {
  @TempDir static Path directory;
  private static Path clip;

  @BeforeAll
  static void makeAClip() throws Exception {
    clip = Clip.write(directory.resolve("clip.mp4"), "mp4");
  }

  @Override
  String url() {
    return "file:" + clip;
  }

  @Override
  int pictures() {
    return Clip.FRAMES;
  }

  @Override
  boolean live() {
    return false;
  }

  @Test
  void positionsAreThoseOfTheFile() throws Exception {
    try (FrameSource source = new FrameSources().open(url(), SourceOptions.DEFAULTS)) {
      for (int i = 0; i < Clip.FRAMES; i++) {
        assertThat(source.next().position().toMillis()).isBetween(i * 40L - 1, i * 40L + 1);
      }
    }
  }

  @Test
  void whatIsNoVideoIsRefusedForGood() throws Exception {
    Path text = Files.writeString(directory.resolve("text.mp4"), "no video at all");
    assertThatThrownBy(() -> new FrameSources().open(text.toString(), SourceOptions.DEFAULTS))
        .isInstanceOfSatisfying(SourceException.class, e -> assertThat(e.permanent()).isTrue())
        .hasMessageContaining("no video in it that FFmpeg can read");
  }

  @Test
  void aRealDriveHasAllItsFrames() throws Exception {
    Path drive = Path.of(System.getProperty("weir.data"), "data", "drive", "solidWhiteRight.mp4");
    Assumptions.assumeTrue(Files.exists(drive), "the drive is not at " + drive);
    try (FrameSource source = new FrameSources().open(drive.toString(), SourceOptions.DEFAULTS)) {
      int count = 0;
      while (source.next() != null) {
        count++;
      }
      assertThat(count).isEqualTo(221);
    }
  }
}
