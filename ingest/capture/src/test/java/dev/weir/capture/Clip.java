package dev.weir.capture;

import dev.weir.street.StreetDrive;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;

/** A short real video that tests make for themselves. */
final class Clip {
  static final int FRAMES = 40;
  static final int WIDTH = 160;
  static final int HEIGHT = 120;
  static final double FPS = 25;

  private Clip() {}

  /** Writes a drive; the container follows from the file's name. */
  static Path write(Path file, String format) throws Exception {
    StreetDrive drive = new StreetDrive(5, WIDTH, HEIGHT);
    byte[] bgr = new byte[WIDTH * HEIGHT * 3];
    byte[] classes = new byte[WIDTH * HEIGHT];
    try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), WIDTH, HEIGHT)) {
      recorder.setFormat(format);
      // MPEG-2 repeats its headers in the stream, as a playlist's pieces need.
      boolean pieces = format.equals("hls");
      recorder.setVideoCodec(pieces ? avcodec.AV_CODEC_ID_MPEG2VIDEO : avcodec.AV_CODEC_ID_MPEG4);
      recorder.setFrameRate(FPS);
      recorder.setGopSize(10);
      recorder.setVideoBitrate(2_000_000);
      recorder.start();
      try (Frame frame = new Frame(WIDTH, HEIGHT, Frame.DEPTH_UBYTE, 3)) {
        for (int i = 0; i < FRAMES; i++) {
          drive.render(i / FPS, bgr, classes);
          ((ByteBuffer) frame.image[0]).put(0, bgr);
          recorder.record(frame);
        }
      }
      recorder.stop();
    }
    return file;
  }
}
