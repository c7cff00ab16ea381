package dev.weir.cli.models;

import dev.weir.cli.shell.UsageException;
import dev.weir.frame.TemporaryFolder;
import dev.weir.inference.ModelException;
import dev.weir.inference.ProviderChoice;
import dev.weir.inference.SegmenterOptions;
import dev.weir.inference.onnxruntime.OnnxSegmenter;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.model.DeployedModel;
import java.io.IOException;
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
  static void run(DeployedModel model, Path to) throws IOException {
    try (TemporaryFolder folder =
        TemporaryFolder.create("weir-import", (model.toBytes().length >> 20) + 1)) {
      Path file = folder.path().resolve(to.getFileName().toString());
      model.write(file);
      tryOut(file, to);
    }
  }

  private static void tryOut(Path file, Path to) throws ModelException {
    try (OnnxSegmenter segmenter =
        OnnxSegmenter.open(file, new SegmenterOptions(ProviderChoice.CPU, 0))) {
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
            "%s: of %d pixels of two pictures, %d have another class when each comes alone; export it again with a batch of 1"
                .formatted(to, together.length, others));
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
