package dev.weir.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import dev.weir.capture.source.FrameSize;
import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.SourceUrl;
import dev.weir.image.Pixels;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Converts decoded pictures of any format and size to BGR of the wanted size. Confined to one
 * thread.
 */
final class FfmpegScaler implements AutoCloseable {
  // swscale converts blocks of 16 pixels. It writes whole blocks if the rows have room for them.
  private static final int BLOCK = 16;
  private static final int UNIT = 1 << 16; // 1.0 in swscale's fixed point
  private static final int SWS_DEFAULT = 5; // swscale's constant for RGB coefficients

  private final SourceUrl url;
  private final @Nullable FrameSize size;
  private @Nullable SwsContext sws;
  private int colors = -1;
  private @Nullable ByteBuffer padded;

  FfmpegScaler(SourceUrl url, @Nullable FrameSize size) {
    this.url = url;
    this.size = size;
  }

  /** Returns the width of the result for a picture that is {@code width} wide. */
  int width(int width) {
    return size == null ? width : size.width();
  }

  /** Returns the height of the result for a picture that is {@code height} high. */
  int height(int height) {
    return size == null ? height : size.height();
  }

  /**
   * Returns the frame's scaled pixels.
   *
   * @param reuse memory to reuse if it is large enough, or null
   */
  Pixels scale(AVFrame frame, @Nullable Pixels reuse) throws SourceException {
    int width = width(frame.width());
    int height = height(frame.height());
    prepare(frame, width, height);
    Pixels pixels = Pixels.reuse(reuse, width, height);
    if (width % BLOCK == 0) {
      convert(frame, pixels.bgr(), width * 3);
    } else {
      int stride = (width + BLOCK - 1) / BLOCK * BLOCK * 3;
      ByteBuffer rows = padded(stride * height);
      convert(frame, rows, stride);
      for (int y = 0; y < height; y++) {
        pixels.bgr().put(y * width * 3, rows, y * stride, width * 3);
      }
    }
    return pixels;
  }

  private void prepare(AVFrame frame, int width, int height) throws SourceException {
    boolean smaller = width < frame.width() && height < frame.height();
    SwsContext before = sws;
    SwsContext now =
        sws_getCachedContext(
            before,
            frame.width(),
            frame.height(),
            frame.format(),
            width,
            height,
            AV_PIX_FMT_BGR24,
            smaller ? SWS_AREA : SWS_BILINEAR,
            null,
            null,
            (DoublePointer) null);
    if (now == null) {
      sws = null; // freed by the call
      throw SourceException.permanent(
          "%s: FFmpeg cannot convert its pixel format %d from %dx%d to BGR of %dx%d"
              .formatted(
                  url.shown(), frame.format(), frame.width(), frame.height(), width, height));
    }
    int found = frame.colorspace() << 1 | (frame.color_range() == AVCOL_RANGE_JPEG ? 1 : 0);
    if (before == null || before.address() != now.address() || found != colors) {
      // HD cameras encode colors by BT.709. With the default, BT.601, greens would be wrong.
      IntPointer from = sws_getCoefficients(frame.colorspace());
      IntPointer to = sws_getCoefficients(SWS_DEFAULT);
      sws_setColorspaceDetails(now, from, found & 1, to, 1, 0, UNIT, UNIT);
      colors = found;
    }
    sws = now;
  }

  private void convert(AVFrame frame, ByteBuffer target, int stride) {
    try (BytePointer memory = new BytePointer(target);
        PointerPointer<BytePointer> planes = new PointerPointer<>(4L);
        IntPointer strides = new IntPointer(stride, 0, 0, 0)) {
      planes.put(0, memory);
      sws_scale(sws, frame.data(), frame.linesize(), 0, frame.height(), planes, strides);
    }
  }

  private ByteBuffer padded(int bytes) {
    ByteBuffer memory = padded;
    if (memory == null || memory.capacity() < bytes) {
      memory = ByteBuffer.allocateDirect(bytes);
      padded = memory;
    }
    return memory;
  }

  @Override
  public void close() {
    if (sws != null) {
      sws_freeContext(sws);
      sws = null;
    }
  }
}
