package dev.weir.image;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR_BGR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import dev.weir.frame.Frame;
import dev.weir.frame.ImageHeader;
import dev.weir.frame.MalformedMessageException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/**
 * Decodes frames to pixels. Checks a picture's claimed size before OpenCV reads it, and decodes
 * straight into the caller's memory. Thread-safe.
 */
public final class FrameDecoder {
  private final long maxPixels;

  /** Creates a decoder that refuses pictures of more than {@code maxPixels}. */
  public FrameDecoder(long maxPixels) {
    this.maxPixels = maxPixels;
  }

  /** Creates a decoder with the default limit of 64 megapixels. */
  public FrameDecoder() {
    this(ImageHeader.DEFAULT_MAX_PIXELS);
  }

  /**
   * Decodes a frame.
   *
   * @param reuse memory to reuse if it is large enough, or null; must not be used afterward
   * @throws MalformedMessageException if the picture cannot be decoded or is larger than allowed
   */
  public Pixels decode(Frame frame, @Nullable Pixels reuse) {
    return decode(frame.data(), reuse);
  }

  /**
   * Decodes a JPEG or PNG, always to color. Does not apply an orientation tag, because the frame's
   * width and height are those of the stored picture.
   *
   * @param reuse memory to reuse if it is large enough, or null; must not be used afterward
   * @throws MalformedMessageException if the picture cannot be decoded or is larger than allowed
   */
  public Pixels decode(byte[] picture, @Nullable Pixels reuse) {
    ImageHeader header = ImageHeader.read(picture).requireAtMost(maxPixels);
    Pixels pixels = Pixels.reuse(reuse, header.width(), header.height());
    try (BytePointer bytes = new BytePointer(picture);
        Mat source = new Mat(1, picture.length, CV_8UC1, bytes);
        BytePointer memory = new BytePointer(pixels.bgr());
        Mat target = new Mat(header.height(), header.width(), CV_8UC3, memory);
        Mat decoded = imdecode(source, IMREAD_COLOR_BGR | IMREAD_IGNORE_ORIENTATION, target)) {
      if (decoded.empty()) {
        throw new MalformedMessageException(
            "%s of %d bytes: its header is sound but its pixels cannot be decoded"
                .formatted(header.encoding(), picture.length));
      }
      if (decoded.cols() != header.width()
          || decoded.rows() != header.height()
          || decoded.data().address() != memory.address()) {
        throw new MalformedMessageException(
            "%s: header says %dx%d, decoded %dx%d"
                .formatted(
                    header.encoding(),
                    header.width(),
                    header.height(),
                    decoded.cols(),
                    decoded.rows()));
      }
    } catch (MalformedMessageException e) {
      throw e;
    } catch (RuntimeException e) {
      // OpenCV's own limits, and errors that damaged pictures cause in its decoders.
      throw new MalformedMessageException(
          "%s of %dx%d: OpenCV cannot decode it: %s"
              .formatted(header.encoding(), header.width(), header.height(), firstLine(e)),
          e);
    }
    return pixels;
  }

  private static String firstLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
