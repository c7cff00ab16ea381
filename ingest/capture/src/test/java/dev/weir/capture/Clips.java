package dev.weir.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;

/** Videos that the FFmpeg program writes: grey pictures, each a little brighter than the last. */
final class Clips {
  private Clips() {}

  /** 30 pictures in 3 s with B-pictures, which a decoder holds back until it is flushed. */
  static Path mp4(Path directory) throws IOException {
    return write(directory.resolve("clip.mp4"), 3, "-c:v", "mpeg4", "-bf", "2");
  }

  /** H.264 as cameras send it, a key picture every second. */
  static Path h264(Path directory, int seconds) throws IOException {
    Path file = directory.resolve("camera-%ds.mp4".formatted(seconds));
    return write(file, seconds, "-c:v", "libopenh264", "-g", "10", "-b:v", "300k");
  }

  /** 30 pictures in segments of 1 s, and the list of them. */
  static Path hls(Path directory) throws IOException {
    Path list = directory.resolve("list.m3u8");
    return write(
        list, 3, "-c:v", "libopenh264", "-g", "10", "-hls_time", "1", "-hls_list_size", "0");
  }

  private static Path write(Path file, int seconds, String... codec) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Loader.load(ffmpeg.class), "-v", "error", "-y", "-f", "lavfi", "-i"));
    command.add(
        "color=black:s=320x240:r=10:d=%d,format=yuv420p,geq=lum='16+N*%d':cb=128:cr=128"
            .formatted(seconds, seconds > 3 ? 1 : 7));
    command.addAll(List.of(codec));
    command.add(file.toString());
    Process run = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    assertThat(run.exitValue()).as(said).isZero();
    return file;
  }

  /** How bright a picture's middle is, 0 to 255. */
  static int brightness(Shot shot) throws SourceException {
    Shot.Raw raw = (Shot.Raw) shot;
    return raw.pixels().bgr().get((raw.height() / 2 * raw.width() + raw.width() / 2) * 3) & 0xFF;
  }
}
