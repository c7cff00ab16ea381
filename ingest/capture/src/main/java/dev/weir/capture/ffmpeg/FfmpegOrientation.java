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
 * How decoded pictures are turned. FFmpeg attaches a matrix to each picture, whether it comes from
 * a container, from the codec's own headers, or from Exif. One thread.
 */
final class FfmpegOrientation {
  private static final int NUMBERS = 9;

  private final Rotation rotation;
  private int @Nullable [] matrix;
  private Orientation found = Orientation.UPRIGHT;

  FfmpegOrientation(Rotation rotation) {
    this.rotation = rotation;
  }

  /** How this picture is turned. */
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

  /** What the log says of the last picture; null if there is nothing to say. */
  @Nullable SourceNotice notice() {
    return rotation.notice(found);
  }
}
