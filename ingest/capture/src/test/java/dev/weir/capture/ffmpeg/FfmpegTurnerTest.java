package dev.weir.capture.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt;

import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.SourceUrl;
import dev.weir.image.Orientation;
import dev.weir.image.Pixels;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A decoded picture that is turned")
class FfmpegTurnerTest {
  private FfmpegTurner turner;
  private FfmpegScaler scaler;

  @BeforeEach
  void create() throws SourceException {
    SourceUrl url = SourceUrl.parse("rtsp://camera/stream");
    turner = new FfmpegTurner(url);
    scaler = new FfmpegScaler(url, null);
  }

  @AfterEach
  void free() {
    turner.close();
    scaler.close();
  }

  /** Returns a picture whose brightness and color change smoothly in both directions. */
  private static AVFrame frame(String format, int width, int height, int colorspace, int range) {
    AVFrame frame = av_frame_alloc();
    frame.width(width);
    frame.height(height);
    frame.format(av_get_pix_fmt(format));
    frame.colorspace(colorspace);
    frame.color_range(range);
    assertThat(av_frame_get_buffer(frame, 32)).isZero();
    boolean planar = format.contains("p");
    for (int plane = 0; plane < (planar ? 3 : 1); plane++) {
      int stride = frame.linesize(plane);
      int rows = planar && plane > 0 && format.endsWith("420p") ? height / 2 : height;
      BytePointer data = frame.data(plane);
      for (int y = 0; y < rows; y++) {
        for (int x = 0; x < stride; x++) {
          int value = plane == 0 ? 40 + x % 97 + y : 100 + (x + (2 - plane) * y) % 61;
          data.put((long) y * stride + x, (byte) value);
        }
      }
    }
    return frame;
  }

  private static double difference(Pixels one, Pixels other) {
    assertThat(one.width()).isEqualTo(other.width());
    assertThat(one.height()).isEqualTo(other.height());
    long sum = 0;
    for (int i = 0; i < one.bgr().limit(); i++) {
      sum += Math.abs((one.bgr().get(i) & 0xFF) - (other.bgr().get(i) & 0xFF));
    }
    return (double) sum / one.bgr().limit();
  }

  @ParameterizedTest
  @CsvSource({
    "yuv420p, 48, 32", // cameras
    "yuvj420p, 48, 32", // MJPEG
    "yuv444p, 37, 29",
    "yuv422p, 48, 32",
    "bgr24, 37, 29",
    "gray, 37, 29"
  })
  void isTheSameAsAPictureThatIsTurnedAfterConversion(String format, int width, int height)
      throws SourceException {
    int colorspace = format.startsWith("yuv") ? AVCOL_SPC_UNSPECIFIED : AVCOL_SPC_RGB;
    AVFrame frame =
        frame(
            format,
            width,
            height,
            format.equals("gray") ? AVCOL_SPC_UNSPECIFIED : colorspace,
            format.startsWith("yuvj") ? AVCOL_RANGE_JPEG : 0);
    Pixels stored = scaler.scale(frame, null);

    for (int exif = 1; exif <= 8; exif++) {
      Orientation turned = Orientation.ofExif(exif);

      Pixels upright = scaler.scale(turner.turn(frame, turned), null);

      assertThat(difference(upright, turned.apply(stored, null))).as("%s", turned).isLessThan(1.5);
    }
    av_frame_free(frame);
  }

  @ParameterizedTest
  @ValueSource(ints = {AVCOL_RANGE_MPEG, AVCOL_RANGE_JPEG})
  void keepsItsColorsInHd(int range) throws SourceException {
    // Given
    AVFrame frame = frame("yuv420p", 48, 32, AVCOL_SPC_BT709, range);

    // When
    AVFrame turned = turner.turn(frame, Orientation.CLOCKWISE_90);

    // Then
    assertThat(turned.colorspace()).isEqualTo(AVCOL_SPC_BT709);
    assertThat(turned.color_range()).isEqualTo(range);
    av_frame_free(frame);
  }

  @Test
  void mayHaveAnotherSizeAndFormatThanTheLastOne() throws SourceException {
    AVFrame small = frame("yuv420p", 48, 32, AVCOL_SPC_UNSPECIFIED, 0);
    AVFrame large = frame("yuv444p", 64, 40, AVCOL_SPC_UNSPECIFIED, 0);

    for (AVFrame frame : new AVFrame[] {small, large, small}) {
      AVFrame turned = turner.turn(frame, Orientation.CLOCKWISE_270);

      assertThat(turned.width()).isEqualTo(frame.height());
      assertThat(turned.height()).isEqualTo(frame.width());
      assertThat(turned.format()).isEqualTo(frame.format());
    }
    av_frame_free(small);
    av_frame_free(large);
  }

  @Test
  void isThePictureItselfIfItIsUpright() throws SourceException {
    AVFrame frame = frame("yuv420p", 48, 32, AVCOL_SPC_UNSPECIFIED, 0);

    assertThat(turner.turn(frame, Orientation.UPRIGHT)).isSameAs(frame);
    av_frame_free(frame);
  }
}
