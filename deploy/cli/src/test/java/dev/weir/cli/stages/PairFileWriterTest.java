package dev.weir.cli.stages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.frame.CameraId;
import dev.weir.frame.Frame;
import dev.weir.frame.FrameEncoding;
import dev.weir.frame.FrameId;
import dev.weir.frame.FrameRef;
import dev.weir.image.JpegEncoder;
import dev.weir.image.Pixels;
import dev.weir.mask.ClassMap;
import dev.weir.mask.Mask;
import dev.weir.mask.MaskEncoding;
import dev.weir.mask.ModelClasses;
import dev.weir.pairing.join.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Saved pairs")
class PairFileWriterTest {
  private static final Instant NOW = Instant.EPOCH;

  @TempDir private Path dir;

  private static Pair pair(String session, long sequence) {
    FrameId id = new FrameId(new CameraId("front"), session, sequence);
    byte[] jpeg = new JpegEncoder(90).encode(Pixels.allocate(16, 8));
    return new Pair(
        new Frame(id, NOW, 16, 8, FrameEncoding.JPEG, jpeg, null),
        new Mask(
            id,
            new FrameRef("weir.frames", 0, sequence),
            new Mask.Timing(NOW, NOW, NOW),
            "icnet@0",
            16,
            8,
            MaskEncoding.RAW,
            new byte[16 * 8],
            null));
  }

  private List<String> saved() throws IOException {
    try (Stream<Path> all = Files.walk(dir)) {
      return all.filter(Files::isRegularFile)
          .map(f -> dir.relativize(f).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void ofACameraThatCountsFromZeroAgainAreAllKept() throws IOException {
    // Given
    PairFileWriter files = new PairFileWriter(dir, ModelClasses.all(ClassMap.CAMVID));

    // When
    files.paired(pair("a", 0));
    files.paired(pair("b", 0));

    // Then
    assertThat(saved())
        .containsExactly(
            "front/a/000000-frame.jpg",
            "front/a/000000-mask.png",
            "front/a/000000-overlay.jpg",
            "front/b/000000-frame.jpg",
            "front/b/000000-mask.png",
            "front/b/000000-overlay.jpg");
    assertThat(files.failure()).isNull();
  }

  @Test
  void endWithTheFirstThatCannotBeSavedWhichIsSaid() throws IOException {
    // Given a file where the camera's directory should be
    PairFileWriter files = new PairFileWriter(dir, ModelClasses.all(ClassMap.CAMVID));
    Path inTheWay = Files.writeString(dir.resolve("front"), "a note");

    // When
    files.paired(pair("a", 0));
    Files.delete(inTheWay);
    files.paired(pair("a", 1));

    // Then
    assertThat(files.failure()).contains("--out " + dir, "front/a/0");
    assertThat(saved()).isEmpty();
  }
}
