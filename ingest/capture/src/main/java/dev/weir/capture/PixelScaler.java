package dev.weir.capture;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import dev.weir.image.Pixels;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** Decoded pictures, of whatever colour format and size, to pixels. One thread. */
final class PixelScaler {
  private final @Nullable FrameSize wanted;
  private @Nullable SwsContext context;
  private @Nullable Pixels pixels;

  /** To a size, or to the size of the picture where null. */
  PixelScaler(@Nullable FrameSize wanted) {
    this.wanted = wanted;
  }

  /** The picture's pixels, in memory that is used again at the next call. */
  Pixels scale(AVFrame picture) throws SourceException {
    int width = wanted == null ? picture.width() : wanted.width();
    int height = wanted == null ? picture.height() : wanted.height();
    // A camera may change its size or format in the middle of a stream.
    SwsContext scaler =
        sws_getCachedContext(
            context,
            picture.width(),
            picture.height(),
            picture.format(),
            width,
            height,
            AV_PIX_FMT_BGR24,
            SWS_BILINEAR,
            null,
            null,
            (DoublePointer) null);
    context = scaler;
    if (scaler == null || scaler.isNull()) {
      throw SourceException.permanent(
          "a picture of %dx%d in colour format %d: cannot be converted"
              .formatted(picture.width(), picture.height(), picture.format()));
    }
    Pixels target = Pixels.reuse(pixels, width, height);
    pixels = target;
    try (BytePointer memory = new BytePointer(target.bgr());
        // swscale reads four of each, whatever the format.
        PointerPointer<BytePointer> planes = new PointerPointer<>(memory, null, null, null);
        IntPointer strides = new IntPointer(width * 3, 0, 0, 0)) {
      sws_scale(scaler, picture.data(), picture.linesize(), 0, picture.height(), planes, strides);
    }
    return target;
  }

  void close() {
    if (context != null) {
      sws_freeContext(context);
      context = null;
    }
  }
}
