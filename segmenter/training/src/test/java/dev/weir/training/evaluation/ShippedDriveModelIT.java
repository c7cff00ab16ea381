package dev.weir.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.inference.ProviderChoice;
import dev.weir.inference.SegmenterOptions;
import dev.weir.inference.onnxruntime.OnnxSegmenter;
import dev.weir.mask.ClassMap;
import dev.weir.training.layout.DataSpec;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The shipped model for rendered drives")
class ShippedDriveModelIT {
  private static final Path MODEL = Path.of("../models/icnet-synthetic.onnx");
  private static final SegmenterOptions CPU = new SegmenterOptions(ProviderChoice.CPU, 0);

  @Test
  void reachesTheScoreOfItsModelCardOnUnseenStreets() throws Exception {
    // Given: seeds below those of training
    DataSpec unseen = DataSpec.parse("synthetic:street?seeds=1-50&count=60&size=640x480");

    // When
    Evaluation evaluation;
    try (OnnxSegmenter segmenter = OnnxSegmenter.open(MODEL, CPU)) {
      evaluation = new Evaluator(segmenter).score(unseen.open(ClassMap.CAMVID));
    }

    // Then, to the rounding of its card
    assertThat(evaluation.meanIou()).isBetween(0.676, 0.684);
  }
}
