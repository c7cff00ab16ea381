package dev.weir.stream.pipeline;

import dev.weir.mask.ClassMap;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;

/** Returns class 3 for bright pixels and class 0 for dark ones; fails or hangs on request. */
public final class BrightnessEngine implements SegmentationEngine {
  private final String model;
  public volatile boolean broken;
  public volatile int poison; // a frame width on which it fails
  public volatile CountDownLatch hanging = new CountDownLatch(0);

  public BrightnessEngine() {
    this("brightness@000000000000");
  }

  public BrightnessEngine(String model) {
    this.model = model;
  }

  @Override
  public ClassMap classes() {
    return ClassMap.CAMVID;
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public void segment(ByteBuffer frames, int count, int width, int height, ByteBuffer classes)
      throws InterruptedException {
    hanging.await();
    if (broken) {
      throw new IllegalStateException("out of memory on the device");
    }
    if (width == poison) {
      throw new IllegalArgumentException("width " + width);
    }
    for (int i = 0; i < count * width * height; i++) {
      classes.put(i, (byte) ((frames.get(3 * i) & 0xFF) > 127 ? 3 : 0));
    }
  }
}
