package dev.weir.stream.pipeline;

import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;

/** Returns class 3 for bright pixels and class 0 for dark ones; fails or hangs on request. */
public final class BrightnessSegmenter extends FakeSegmenter {
  public volatile boolean broken;

  /** A frame width on which it fails. */
  public volatile int failsAtWidth;

  /** A frame width on which it hangs until {@link #released}; 0 for none. */
  public volatile int hangsAtWidth;

  /** Whether it hangs on every frame. */
  public volatile boolean hangs;

  public final CountDownLatch released = new CountDownLatch(1);

  public BrightnessSegmenter() {
    this("brightness", "000000000000");
  }

  public BrightnessSegmenter(String name, String digest) {
    super(name, digest);
  }

  @Override
  public void segment(ByteBuffer frames, int count, int height, int width, ByteBuffer classes) {
    if (hangs || width == hangsAtWidth) {
      hang();
    }
    if (broken) {
      throw new IllegalStateException("out of memory on the device");
    }
    if (width == failsAtWidth) {
      throw new IllegalArgumentException("width " + width);
    }
    for (int i = 0; i < count * width * height; i++) {
      classes.put(i, (byte) ((frames.get(3 * i) & 0xFF) > 127 ? 3 : 0));
    }
  }

  /** Like native code, it does not react to interrupts. */
  private void hang() {
    boolean waits = true;
    while (waits) {
      try {
        released.await();
        waits = false;
      } catch (InterruptedException e) {
        // native code runs on
      }
    }
  }
}
