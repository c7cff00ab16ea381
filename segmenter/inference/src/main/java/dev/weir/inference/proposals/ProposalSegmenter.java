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
 * A model asked thing by thing (Noh, Hong, Han, ICCV 2015, section 4.3): about the whole frame, and
 * about each of the boxes that may hold something, enlarged to the network's size; of all that was
 * said of a pixel, the largest score of each class counts. It costs as many times the network as
 * there are views, and one time more.
 *
 * <pre>
 * frame ─┬→ network → scores ────────────────────────────────────┐
 *        └→ edges → Edge Boxes → view → network → scores → place ┴→ maximum → class
 * </pre>
 *
 * <p>The whole frame is no view of the paper's, whose pixels outside of all boxes are background;
 * here every pixel has a class.
 */
public final class ProposalSegmenter extends SequentialSegmenter {
  /** 4K, 3840x2160: each view is as costly as a frame, and the largest ones are as large. */
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
            : CpuDemand.ONE_CORE); // for boxes and views
    this.proposals = new ObjectProposals(options.candidates());
    this.options = options;
  }

  /**
   * Opens a model.
   *
   * @throws ModelException if the file is no deployed model, or the provider is not there
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
      // All views are of one size: ONNX Runtime keeps a plan of its memory for every size.
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

  /** What of the frame the network sees by itself. */
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
