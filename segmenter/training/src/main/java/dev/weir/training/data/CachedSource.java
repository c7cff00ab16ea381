package dev.weir.training.data;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Keeps decoded images in memory while there is room, because every epoch reads them again.
 * Thread-safe if the other source is.
 */
public final class CachedSource extends ForwardingSource {
  private final AtomicReferenceArray<@Nullable LabeledImage> kept;
  private final AtomicLong room;

  /** Wraps a source and caches up to {@code bytes} bytes of it. */
  public CachedSource(LabeledSource source, long bytes) {
    super(source);
    this.kept = new AtomicReferenceArray<>(source.size());
    this.room = new AtomicLong(bytes);
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
