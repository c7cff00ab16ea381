package dev.weir.inference;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;

/**
 * A model's class probabilities, and a fully connected CRF over them: edges follow the picture's,
 * at the cost of several times the network's time, on the CPU, whatever the network runs on.
 */
public final class CrfInference implements Inference {
  private static final int CHANNELS = 3;

  private final Segmenter network;
  private final DenseCrf crf;

  private CrfInference(Segmenter network, DenseCrf crf) {
    this.network = network;
    this.crf = crf;
  }

  /**
   * Opens a model.
   *
   * @throws ModelException if the file is no deployed model, or the provider is not there
   * @throws IOException if the file cannot be read
   */
  public static CrfInference open(Path file, SegmenterOptions options, CrfOptions crf)
      throws IOException {
    return new CrfInference(Segmenter.openForProbabilities(file, options), new DenseCrf(crf));
  }

  @Override
  public Model model() {
    return network.model();
  }

  @Override
  public Provider provider() {
    return network.provider();
  }

  @Override
  public void segment(ByteBuffer frames, int count, int height, int width, ByteBuffer classes)
      throws ModelException {
    int pixels = Math.multiplyExact(height, width);
    int names = network.model().classes().size();
    Segmenter.room("classes", classes, Math.multiplyExact(count, pixels));
    ByteBuffer memory =
        ByteBuffer.allocateDirect(
            Math.multiplyExact(Math.multiplyExact(names, pixels), Float.BYTES));
    FloatBuffer probabilities = memory.order(ByteOrder.nativeOrder()).asFloatBuffer();
    network.whileOpen(
        () -> {
          for (int i = 0; i < count; i++) { // one at a time: many classes need much memory
            ByteBuffer frame = frames.slice(i * pixels * CHANNELS, pixels * CHANNELS);
            network.probabilities(frame, height, width, probabilities);
            crf.refine(
                frame, probabilities, names, height, width, classes.slice(i * pixels, pixels));
          }
        });
  }

  @Override
  public void close() {
    network.close();
  }
}
