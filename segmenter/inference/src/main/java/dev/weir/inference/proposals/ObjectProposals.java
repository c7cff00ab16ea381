package dev.weir.inference.proposals;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import dev.weir.inference.natives.OpenCvWithoutWindows;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_ximgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_ximgproc.EdgeBoxes;

/**
 * Finds boxes that may each hold one object. Edge Boxes (Zitnick, Dollár, ECCV 2014) looks for
 * boxes with many contours inside and few across their border, here over plain {@linkplain EdgeMap
 * gradients}. The same image gives the same boxes. Thread-safe: each call allocates its own memory.
 */
public final class ObjectProposals {
  /** The size of PASCAL VOC images, for which the authors tuned the parameters. */
  private static final int LONGEST_SIDE = 500;

  /** About the side of the smallest box, which has 1000 pixels. */
  private static final int SHORTEST_SIDE = 32;

  static {
    OpenCvWithoutWindows.load();
  }

  private final int max;

  /**
   * Creates a finder.
   *
   * @param max maximum boxes per image, from 1
   */
  public ObjectProposals(int max) {
    if (max < 1) {
      throw new IllegalArgumentException("%d proposals: expected a number from 1".formatted(max));
    }
    this.max = max;
  }

  /**
   * Returns the boxes of an image, best first; none if it has no edges or a side shorter than 32
   * pixels.
   *
   * @param picture direct, from its position: u8 [height, width, 3]
   */
  public List<Box> of(ByteBuffer picture, int height, int width) {
    double scale = Math.min(1, LONGEST_SIDE / (double) Math.max(height, width));
    int rows = (int) Math.round(height * scale);
    int columns = (int) Math.round(width * scale);
    if (Math.min(rows, columns) < SHORTEST_SIDE) {
      return List.of();
    }
    List<Box> found = new ArrayList<>();
    try (PointerScope scope = new PointerScope()) {
      Mat whole = new Mat(height, width, CV_8UC3, new BytePointer(picture.slice()));
      Mat small = whole;
      if (scale < 1) {
        small = new Mat();
        Size size = new Size(columns, rows);
        opencv_imgproc.resize(whole, small, size, 0, 0, opencv_imgproc.INTER_AREA);
      }
      EdgeMap edges = EdgeMap.of(small);
      if (!edges.empty()) {
        EdgeBoxes finder = opencv_ximgproc.createEdgeBoxes();
        finder.setMaxBoxes(max);
        RectVector boxes = new RectVector();
        finder.getBoundingBoxes(edges.strength(), edges.direction(), boxes);
        for (long i = 0; i < boxes.size(); i++) {
          found.add(inPicture(boxes.get(i), width / (double) columns, height / (double) rows));
        }
      }
      scope.deallocate();
    }
    return found;
  }

  /** OpenCV counts a box's columns and rows from 1 and excludes the last ones. */
  private static Box inPicture(Rect box, double columns, double rows) {
    int left = (int) Math.round((box.x() - 1) * columns);
    int top = (int) Math.round((box.y() - 1) * rows);
    int right = (int) Math.round((box.x() + box.width()) * columns);
    int bottom = (int) Math.round((box.y() + box.height()) * rows);
    return new Box(left, top, right - left, bottom - top);
  }
}
