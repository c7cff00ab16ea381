package dev.weir.inference.crf;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;

import dev.weir.inference.CpuDemand;
import dev.weir.inference.CrfOptions;
import dev.weir.inference.ModelException;
import dev.weir.inference.PixelCost;
import dev.weir.inference.SegmenterOptions;
import dev.weir.inference.onnxruntime.OnnxSegmenter;
import dev.weir.inference.onnxruntime.SequentialSegmenter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Refines a model's class probabilities with a fully connected CRF, so that mask edges follow image
 * edges. It takes several times as long as the network, and always runs on the CPU.
 */
public final class CrfSegmenter extends SequentialSegmenter {
  /** Four megapixels take seven seconds on one core. This limits time, not memory. */
  private static final long USUAL_PIXELS = 4_200_000;

  private static final int HEAP_SCORES = 2;
  private static final int NATIVE_SCORES = 9;

  private final DenseCrf crf;

  private CrfSegmenter(OnnxSegmenter network, DenseCrf crf) {
    super(network, "crf", CpuDemand.ONE_CORE);
    this.crf = crf;
  }

  /**
   * Opens a model.
   *
   * @throws ModelException if the file is not a deployed model, or the provider is not available
   * @throws IOException if the file cannot be read
   */
  public static CrfSegmenter open(Path file, SegmenterOptions options, CrfOptions crf)
      throws IOException {
    return new CrfSegmenter(OnnxSegmenter.openForProbabilities(file, options), new DenseCrf(crf));
  }

  @Override
  public PixelCost cost() {
    int names = model().classes().size();
    return super.cost().andScores(names, HEAP_SCORES, NATIVE_SCORES, USUAL_PIXELS);
  }

  @Override
  protected void segment(
      OnnxSegmenter network, ByteBuffer frame, int height, int width, ByteBuffer classes)
      throws ModelException {
    int names = network.model().classes().size();
    try (PointerScope scope = new PointerScope()) { // about 13 MB per frame of 640x480
      Mat memory = new Mat(Math.multiplyExact(names, height), width, CV_32FC1);
      FloatBuffer probabilities = memory.createBuffer();
      network.probabilities(frame, height, width, probabilities);
      crf.refine(frame, probabilities, names, height, width, classes);
      scope.deallocate();
    }
  }
}
