package dev.weir.training.data;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Keeps decoded images in memory while there is room, because every epoch reads them again.
 * Thread-safe if the other source is.
 */
public final class CachedSource implements LabeledSource {
  private final LabeledSource source;
  private final AtomicReferenceArray<@Nullable LabeledImage> kept;
  private final AtomicLong room;

  /** Wraps a source and caches up to {@code bytes} bytes of it. */
  public CachedSource(LabeledSource source, long bytes) {
    this.source = source;
    this.kept = new AtomicReferenceArray<>(source.size());
    this.room = new AtomicLong(bytes);
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
    LabeledImage image = kept.get(index);
    if (image == null) {
      image = source.read(index);
      long bytes = (long) image.bgr().length + image.labels().length;
      if (room.addAndGet(-bytes) >= 0) {
        kept.set(index, image);
      } else {
        room.addAndGet(bytes);
      }
    }
    return image;
  }
}
