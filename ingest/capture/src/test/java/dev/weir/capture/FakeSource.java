package dev.weir.capture;

import dev.weir.capture.source.CapturedImage;
import dev.weir.capture.source.FrameSource;
import dev.weir.capture.source.SourceException;
import dev.weir.image.Pixels;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A source that a test controls step by step. */
class FakeSource implements FrameSource {
  private static final Object END = new Object();

  private final BlockingQueue<Object> script = new LinkedBlockingQueue<>();
  private final boolean live;
  private volatile boolean closed;
  private long position;

  FakeSource(boolean live) {
    this.live = live;
  }

  /** Creates pictures 40 ms apart. */
  FakeSource pictures(int count) {
    return pictures(count, () -> {});
  }

  /** Runs whenever a picture is converted. */
  interface Conversion {
    void now() throws SourceException;
  }

  /** Creates pictures 40 ms apart. */
  FakeSource pictures(int count, Conversion conversion) {
    for (int i = 0; i < count; i++) {
      CapturedImage.Picture picture =
          () -> {
            conversion.now();
            return Pixels.allocate(32, 32);
          };
      script.add(new CapturedImage.Raw(Duration.ofMillis(40 * position++), 32, 32, picture));
    }
    return this;
  }

  FakeSource breaks(SourceException failure) {
    script.add(failure);
    return this;
  }

  FakeSource ends() {
    script.add(END);
    return this;
  }

  boolean closed() {
    return closed;
  }

  @Override
  public @Nullable CapturedImage next() throws SourceException {
    try {
      Object step = closed ? END : script.take();
      if (step instanceof SourceException failure) {
        throw failure;
      }
      return step instanceof CapturedImage image ? image : null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  @Override
  public boolean live() {
    return live;
  }

  @Override
  public String description() {
    return "fake";
  }

  @Override
  public void close() {
    closed = true;
    script.add(END);
  }
}
