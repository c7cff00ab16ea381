package dev.weir.training.data;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Counts the reads of another source. Thread-safe if the other source is. */
public final class CountedSource implements LabeledSource {
  private final LabeledSource source;
  private final IntConsumer count;
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicBoolean begun = new AtomicBoolean();

  /**
   * Wraps a source.
   *
   * @param count called before the first read and after each read, with the number of reads so far
   */
  public CountedSource(LabeledSource source, IntConsumer count) {
    this.source = source;
    this.count = count;
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public int size() {
    return source.size();
  }

  @Override
  public boolean endless() {
    return source.endless();
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
