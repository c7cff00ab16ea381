package dev.weir.bench;

import dev.weir.capture.source.FrameSize;
import dev.weir.frame.CameraId;
import dev.weir.frame.Frame;
import dev.weir.frame.FrameEncoding;
import dev.weir.frame.FrameId;
import dev.weir.image.JpegEncoder;
import dev.weir.image.Pixels;
import dev.weir.street.StreetDrive;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A fixed set of pictures used in every comparison: a rendered drive, decoded and as JPEGs. */
public final class BenchFrames {
  private static final int PICTURES = 8;
  private static final double SECONDS_APART = 0.7;
  private static final long SEED = 7;

  private final FrameSize size;
  private final List<byte[]> jpegs = new ArrayList<>();
  private final ByteBuffer decoded;

  private BenchFrames(FrameSize size) {
    this.size = size;
    this.decoded = ByteBuffer.allocateDirect(PICTURES * bytes());
  }

  public static BenchFrames of(FrameSize size) {
    BenchFrames frames = new BenchFrames(size);
    StreetDrive drive = new StreetDrive(SEED, size.width(), size.height());
    byte[] bgr = new byte[frames.bytes()];
    byte[] classes = new byte[size.width() * size.height()];
    JpegEncoder encoder = new JpegEncoder(JpegEncoder.DEFAULT_QUALITY);
    for (int i = 0; i < PICTURES; i++) {
      drive.render(i * SECONDS_APART, bgr, classes);
      frames.decoded.put(i * bgr.length, bgr);
      Pixels pixels = Pixels.allocate(size.width(), size.height());
      pixels.bgr().put(0, bgr);
      frames.jpegs.add(encoder.encode(pixels));
    }
    return frames;
  }

  private int bytes() {
    return size.width() * size.height() * 3;
  }

  FrameSize size() {
    return size;
  }

  /** Returns a batch of decoded pictures in a direct buffer. */
  ByteBuffer batch(int count) {
    ByteBuffer batch = ByteBuffer.allocateDirect(count * bytes());
    for (int i = 0; i < count; i++) {
      batch.put(i * bytes(), decoded, i % PICTURES * bytes(), bytes());
    }
    return batch;
  }

  /** Returns a camera's frame. */
  Frame frame(CameraId camera, String session, long sequence, Instant captured) {
    return new Frame(
        new FrameId(camera, session, sequence),
        captured,
        size.width(),
        size.height(),
        FrameEncoding.JPEG,
        jpegs.get((int) (sequence % PICTURES)),
        null);
  }
}
