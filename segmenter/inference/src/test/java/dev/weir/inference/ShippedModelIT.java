package dev.weir.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.image.FrameDecoder;
import dev.weir.image.Pixels;
import dev.weir.mask.ConfusionMatrix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The model that Weir ships, on frames that it was not trained on. */
class ShippedModelIT {
  private static final Path MODEL = Path.of("../models/icnet-camvid.onnx");

  @Test
  void scoresOnCamVidWhatItsCardSays() throws IOException {
    // Given
    Path val = Path.of(System.getProperty("weir.data"), "data", "camvid", "val");
    Assumptions.assumeTrue(Files.isDirectory(val), "CamVid's val split is not at " + val);
    FrameDecoder decoder = new FrameDecoder();
    ConfusionMatrix confusion = new ConfusionMatrix(11);

    // When
    try (Segmenter segmenter = Segmenter.open(MODEL, SegmenterOptions.DEFAULTS);
        Stream<Path> files = Files.list(val)) {
      List<Path> frames = files.sorted().toList();
      assertThat(frames).hasSize(101);
      for (Path file : frames) {
        Pixels frame = decoder.decode(Files.readAllBytes(file), null);
        int pixels = frame.width() * frame.height();
        ByteBuffer classes = ByteBuffer.allocateDirect(pixels);
        segmenter.segment(frame.bgr(), 1, frame.height(), frame.width(), classes);
        byte[] found = new byte[pixels];
        classes.get(0, found);
        confusion.add(labels(file, frame), found);
      }
    }

    // Then, to the rounding of its card
    assertThat(confusion.meanIou()).isBetween(0.6515, 0.6595);
  }

  private static byte[] labels(Path frame, Pixels size) throws IOException {
    Path file = frame.resolveSibling("../valannot").resolve(frame.getFileName());
    byte[] labels = new byte[size.width() * size.height()];
    ImageIO.read(file.toFile())
        .getRaster()
        .getDataElements(0, 0, size.width(), size.height(), labels);
    return labels;
  }
}
