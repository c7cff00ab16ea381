package dev.weir.pairing.join;

import dev.weir.frame.CameraId;
import dev.weir.frame.Frame;
import dev.weir.frame.FrameEncoding;
import dev.weir.frame.FrameId;
import dev.weir.frame.FrameRef;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.image.JpegEncoder;
import dev.weir.image.Pixels;
import dev.weir.mask.ClassMap;
import dev.weir.mask.Mask;
import dev.weir.mask.MaskEncoding;
import dev.weir.mask.MaskPng;
import java.time.Instant;
import java.util.Arrays;

/** Small frames and masks. */
public final class Samples {
  public static final CameraId CAMERA = new CameraId("front");
  public static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
  public static final int WIDTH = 16;
  public static final int HEIGHT = 8;
  private static final byte[] JPEG =
      new JpegEncoder(90).encode(Pixels.allocate(WIDTH, HEIGHT)); // black

  private Samples() {}

  public static FrameId id(CameraId camera, long sequence) {
    return new FrameId(camera, "s1", sequence);
  }

  public static Frame frame(long sequence) {
    return frame(CAMERA, sequence, EPOCH.plusMillis(sequence * 40));
  }

  public static Frame frame(CameraId camera, long sequence, Instant captured) {
    return new Frame(id(camera, sequence), captured, WIDTH, HEIGHT, FrameEncoding.JPEG, JPEG, null);
  }

  /** Returns a mask whose pixels are all of class {@code sequence mod 11}. */
  public static Mask mask(long sequence, long frameOffset) {
    return mask(frame(sequence), frameOffset);
  }

  public static Mask mask(Frame frame, long frameOffset) {
    return mask(frame, new FrameRef(FrameTopic.NAME, 0, frameOffset));
  }

  public static Mask mask(Frame frame, FrameRef ref) {
    byte[] classes = new byte[WIDTH * HEIGHT];
    Arrays.fill(classes, (byte) (frame.id().sequence() % 11));
    return new Mask(
        frame.id(),
        ref,
        new Mask.Timing(
            frame.captureTime(),
            frame.captureTime().plusMillis(5),
            frame.captureTime().plusMillis(25)),
        "icnet@abc",
        WIDTH,
        HEIGHT,
        MaskEncoding.PNG,
        MaskPng.encode(classes, WIDTH, HEIGHT, ClassMap.CAMVID),
        null);
  }
}
