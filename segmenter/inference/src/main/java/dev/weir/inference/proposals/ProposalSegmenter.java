package dev.weir.inference.proposals;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import dev.weir.inference.CpuDemand;
import dev.weir.inference.ModelException;
import dev.weir.inference.PixelCost;
import dev.weir.inference.ProposalOptions;
import dev.weir.inference.Provider;
import dev.weir.inference.SegmenterOptions;
import dev.weir.inference.onnxruntime.OnnxSegmenter;
import dev.weir.inference.onnxruntime.SequentialSegmenter;
import dev.weir.zoo.InputSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * Segments object by object (Noh, Hong, Han, ICCV 2015, section 4.3). The network runs on the whole
 * frame and on each box that may hold an object, enlarged to the network's size. Each pixel takes
 * the maximum score per class over all views. The cost is one network run per view, plus one for
 * the frame.
 *
 * <pre>
 * frame ─┬→ network → scores ────────────────────────────────────┐
 *        └→ edges → Edge Boxes → view → network → scores → place ┴→ maximum → class
 * </pre>
 *
 * <p>The paper does not run the whole frame, because pixels outside all boxes are background there.
 * Here every pixel has a class.
 */
public final class ProposalSegmenter extends SequentialSegmenter {
  /**
   * 4K, 3840x2160: each view costs as much as a frame, and the largest views are as large as the
   * frame.
   */
  private static final long USUAL_PIXELS = 8_400_000;

  private static final int NATIVE_SCORES = 3;

  private final ObjectProposals proposals;
  private final ProposalOptions options;

  private ProposalSegmenter(OnnxSegmenter network, ProposalOptions options) {
    super(
        network,
        "proposals",
        network.provider() == Provider.CPU
            ? CpuDemand.ALL_CORES
            : CpuDemand.ONE_CORE); // to find boxes and cut views
    this.proposals = new ObjectProposals(options.candidates());
    this.options = options;
  }

  /**
   * Opens a model.
   *
   * @throws ModelException if the file is not a deployed model, or the provider is not available
   * @throws IOException if the file cannot be read
   */
  public static ProposalSegmenter open(
      Path file, SegmenterOptions options, ProposalOptions proposals) throws IOException {
    return new ProposalSegmenter(OnnxSegmenter.openForScores(file, options), proposals);
  }

  @Override
  public PixelCost cost() {
    int names = model().classes().size();
    return super.cost().andScores(names, 0, NATIVE_SCORES, USUAL_PIXELS);
  }

  @Override
  protected void segment(
      OnnxSegmenter network, ByteBuffer frame, int height, int width, ByteBuffer classes)
      throws ModelException {
    int names = network.model().classes().size();
    InputSize size = network.model().metadata().size();
    try (PointerScope scope = new PointerScope()) {
      MaxScoreMap canvas = new MaxScoreMap(names, height, width);
      Mat whole = new Mat(names * height, width, CV_32FC1);
      network.scores(frame, height, width, whole.createBuffer());
      canvas.add(whole, new Box(0, 0, width, height));

      Mat picture = new Mat(height, width, CV_8UC3, new BytePointer(frame));
      // All views have one size, because ONNX Runtime keeps a memory plan for every size.
      Mat view = new Mat(size.height(), size.width(), CV_8UC3);
      Mat scores = new Mat(names * size.height(), size.width(), CV_32FC1);
      for (Box box : views(frame, height, width, size.width() / (double) size.height())) {
        Mat part = picture.apply(new Rect(box.x(), box.y(), box.width(), box.height()));
        opencv_imgproc.resize(part, view, view.size(), 0, 0, opencv_imgproc.INTER_LINEAR);
        network.scores(view.createBuffer(), size.height(), size.width(), scores.createBuffer());
        canvas.add(scores, box);
      }
      canvas.classes(classes);
      scope.deallocate();
    }
  }

  /** Returns the boxes that run through the network on their own. */
  private List<Box> views(ByteBuffer frame, int height, int width, double aspect) {
    if (options.views() == 0) {
      return List.of();
    }
    return proposals.of(frame, height, width).stream()
        .map(box -> box.view(options.margin(), aspect, width, height))
        .distinct()
        .limit(options.views())
        .toList();
  }
}
