package dev.weir.inference.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.image.FrameDecoder;
import dev.weir.image.Pixels;
import dev.weir.inference.SegmenterOptions;
import dev.weir.mask.score.ConfusionMatrix;
import dev.weir.zoo.model.OnnxWeights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The models that Weir ships for CamVid, on frames that they were not trained on. */
@DisplayName("A shipped model")
class ShippedModelIT {
  private static final Pattern SCORE = Pattern.compile("val mIoU ([0-9.]+),.*");
  private static final double ROUNDING = 0.4;

  /** Returns the models whose metadata, which is also their model card, has a score on val. */
  static List<Arguments> models() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../models"))) {
      List<Arguments> models = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".onnx")).sorted().toList()) {
        Map<String, String> notes = OnnxWeights.read(file).metadata().provenance();
        Matcher score = SCORE.matcher(notes.getOrDefault("score", ""));
        if (score.matches()) {
          models.add(Arguments.of(file, Double.parseDouble(score.group(1))));
        }
      }
      assertThat(models).hasSizeGreaterThanOrEqualTo(4);
      return models;
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void scoresOnCamVidWhatItsNotesSay(Path model, double percent) throws IOException {
    // Given
    Path val = Path.of(System.getProperty("weir.data"), "data", "camvid", "val");
    Assumptions.assumeTrue(Files.isDirectory(val), "CamVid's val split is not at " + val);
    FrameDecoder decoder = new FrameDecoder();
    ConfusionMatrix confusion = new ConfusionMatrix(11);

    // When
    try (OnnxSegmenter segmenter = OnnxSegmenter.open(model, SegmenterOptions.DEFAULTS);
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

    // Then, within the differences between processors
    assertThat(100 * confusion.meanIou()).isCloseTo(percent, within(ROUNDING));
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
