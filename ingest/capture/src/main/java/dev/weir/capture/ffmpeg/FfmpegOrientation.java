package dev.weir.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import dev.weir.capture.source.Rotation;
import dev.weir.capture.source.SourceNotice;
import dev.weir.image.Orientation;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.javacpp.IntPointer;
import org.jspecify.annotations.Nullable;

/**
 * Determines how decoded pictures are turned. FFmpeg attaches a matrix to each picture, from the
 * container, the codec's headers, or Exif. Confined to one thread.
 */
final class FfmpegOrientation {
  private static final int NUMBERS = 9;

  private final Rotation rotation;
  private int @Nullable [] matrix;
  private Orientation found = Orientation.UPRIGHT;

  FfmpegOrientation(Rotation rotation) {
    this.rotation = rotation;
  }

  /** Returns how this picture is turned. */
  Orientation of(AVFrame frame) {
    AVFrameSideData data = av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX);
    if (data == null || data.size() < NUMBERS * Integer.BYTES) {
      matrix = null;
      found = Orientation.UPRIGHT;
    } else {
      int[] numbers = new int[NUMBERS];
      new IntPointer(data.data()).get(numbers);
      if (!Arrays.equals(numbers, matrix)) {
        matrix = numbers;
        found = DisplayMatrix.orientation(numbers);
      }
    }
    return rotation.of(found);
  }

  /** What to log about the last picture, or null. */
  @Nullable SourceNotice notice() {
    return rotation.notice(found);
  }
}
