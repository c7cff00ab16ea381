package dev.weir.training.data;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Counts the reads of another source. Thread-safe if the other source is. */
public final class CountedSource extends ForwardingSource {
  private final IntConsumer count;
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicBoolean begun = new AtomicBoolean();

  /**
   * Wraps a source.
   *
   * @param count called before the first read and after each read, with the number of reads so far
   */
  public CountedSource(LabeledSource source, IntConsumer count) {
    super(source);
    this.count = count;
  }

  @Override
  public LabeledImage read(int index) {
    if (begun.compareAndSet(false, true)) {
      count.accept(0);
    }
    LabeledImage image = source.read(index);
    count.accept(reads.incrementAndGet());
    return image;
  }
}
