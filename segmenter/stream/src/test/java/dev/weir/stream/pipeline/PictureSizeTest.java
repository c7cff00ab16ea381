package dev.weir.stream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.frame.CameraId;
import dev.weir.frame.Frame;
import dev.weir.frame.FrameEncoding;
import dev.weir.frame.FrameId;
import dev.weir.frame.FrameRef;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.image.JpegEncoder;
import dev.weir.image.Pixels;
import dev.weir.mask.Mask;
import dev.weir.stream.options.SegmenterStageOptions;
import dev.weir.stream.rules.FreshnessPolicy;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Width and height of a frame")
class PictureSizeTest {
  private static final int CLASSES = 11;

  /** Returns the row of each pixel as its class. */
  private static final class RowSegmenter extends FakeSegmenter {
    RowSegmenter() {
      super("rows", "000000000000");
    }

    @Override
    public void segment(ByteBuffer frames, int count, int height, int width, ByteBuffer classes) {
      for (int i = 0; i < count * height * width; i++) {
        classes.put(i, (byte) (i / width % height % CLASSES));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"40, 24", "24, 40", "1, 30"})
  void arriveAtTheSegmenterAndInTheMaskInTheRightOrder(int width, int height) throws Exception {
    // Given
    byte[] jpeg = new JpegEncoder(90).encode(Pixels.allocate(width, height));
    FrameId id = new FrameId(new CameraId("front"), "s1", 0);
    FrameJob job =
        FrameJob.of(
            new Frame(id, Instant.EPOCH, width, height, FrameEncoding.JPEG, jpeg, null),
            new FrameRef(FrameTopic.NAME, 0, 0),
            Instant.EPOCH,
            FreshnessPolicy.LOSSLESS);

    // When
    Mask mask;
    try (SegmentationPipeline pipeline =
        SegmentationPipeline.start(new RowSegmenter(), SegmenterStageOptions.defaults())) {
      pipeline.submit(job);
      mask = ((Outcome.Masked) job.outcome().get(60, TimeUnit.SECONDS)).mask();
    }

    // Then
    assertThat(mask.width()).isEqualTo(width);
    assertThat(mask.height()).isEqualTo(height);
    byte[] classes = mask.classes();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        assertThat(classes[y * width + x]).as("row " + y).isEqualTo((byte) (y % CLASSES));
      }
    }
  }
}
