package dev.weir.cli.models;

import dev.weir.cli.shell.UsageException;
import dev.weir.inference.ModelException;
import dev.weir.inference.ProviderChoice;
import dev.weir.inference.SegmenterOptions;
import dev.weir.inference.onnxruntime.OnnxSegmenter;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.model.ModelFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** Tries a model made from an external network on frames before it is kept. */
final class FrameTrial {
  /**
   * The largest allowed fraction of pixels whose class differs between batch and single runs.
   * Rounding can change the class if the two best scores are equal.
   */
  private static final double MIXED = 0.01;

  private FrameTrial() {}

  /**
   * Runs two frames through the model, together and one at a time, before it replaces a file.
   *
   * @param to the file that the model will be written to
   * @throws ModelException if it cannot be run
   */
  static void run(DeployedModel model, Path to) throws ModelException {
    try (OnnxSegmenter segmenter =
        OnnxSegmenter.open(ModelFile.of(to, model), new SegmenterOptions(ProviderChoice.CPU, 0))) {
      InputSize size = segmenter.model().metadata().size();
      byte[] noise = new byte[2 * 3 * size.width() * size.height()];
      new Random(1).nextBytes(noise);
      byte[] first = Arrays.copyOf(noise, noise.length / 2);
      byte[] second = Arrays.copyOfRange(noise, noise.length / 2, noise.length);
      byte[] together = masks(segmenter, 2, noise);
      int half = together.length / 2;
      int others =
          others(Arrays.copyOf(together, half), masks(segmenter, 1, first))
              + others(Arrays.copyOfRange(together, half, 2 * half), masks(segmenter, 1, second));
      if (others > MIXED * together.length) {
        throw new UsageException(
            "%s: %d of %d pixels of two pictures change their class when the pictures are run one at a time; export it again with a batch of 1"
                .formatted(to, others, together.length));
      }
    }
  }

  private static byte[] masks(OnnxSegmenter segmenter, int count, byte[] frames)
      throws ModelException {
    InputSize size = segmenter.model().metadata().size();
    ByteBuffer classes = ByteBuffer.allocateDirect(frames.length / 3);
    segmenter.segment(
        ByteBuffer.allocateDirect(frames.length).put(0, frames),
        count,
        size.height(),
        size.width(),
        classes);
    byte[] found = new byte[frames.length / 3];
    classes.get(0, found);
    return found;
  }

  private static int others(byte[] a, byte[] b) {
    int others = 0;
    for (int i = 0; i < a.length; i++) {
      others += a[i] == b[i] ? 0 : 1;
    }
    return others;
  }
}
