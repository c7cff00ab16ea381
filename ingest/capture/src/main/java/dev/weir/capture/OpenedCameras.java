package dev.weir.capture;

import dev.weir.capture.source.FrameSource;
import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.SourceOpener;
import dev.weir.capture.source.SourceOptions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Opens cameras before a stage starts, and gives each opened source to the first worker that asks
 * for it. So a camera that cannot be reached is reported before anything starts, and yet no camera
 * is opened twice. Later requests open the camera again.
 *
 * <p>Thread-safe. {@link #close()} closes the sources that no worker has taken.
 */
public final class OpenedCameras implements SourceOpener, AutoCloseable {
  /** What a source was opened with. Only a request for the same gets it. */
  private record Key(String url, SourceOptions options) {}

  private final SourceOpener opener;
  private final Map<Key, Queue<HeldSource>> held = new HashMap<>();

  /** Creates an opener without opened sources, which passes all requests to {@code opener}. */
  public OpenedCameras(SourceOpener opener) {
    this.opener = opener;
  }

  /**
   * Opens cameras, all at the same time.
   *
   * @param options as the workers will use them; each camera's rotation is added
   * @throws SourceException for the first camera in the list that cannot be opened; all others are
   *     then closed
   */
  public void openAll(List<Camera> cameras, SourceOptions options)
      throws SourceException, InterruptedException {
    List<HeldSource> all = new ArrayList<>();
    for (Camera camera : cameras) {
      SourceOptions its = options.withRotation(camera.rotation());
      HeldSource source = HeldSource.open(camera.id(), () -> opener.open(camera.url(), its));
      all.add(source);
      hold(new Key(camera.url(), its), source);
    }
    boolean complete = false;
    try {
      for (HeldSource source : all) {
        source.awaitOpened();
      }
      complete = true;
    } finally {
      if (!complete) {
        close();
      }
    }
  }

  private synchronized void hold(Key key, HeldSource source) {
    held.computeIfAbsent(key, k -> new ArrayDeque<>()).add(source);
  }

  private synchronized @Nullable HeldSource take(Key key) {
    Queue<HeldSource> sources = held.get(key);
    return sources == null ? null : sources.poll();
  }

  @Override
  public FrameSource open(String url, SourceOptions options) throws SourceException {
    HeldSource opened = take(new Key(url, options));
    FrameSource source = opened == null ? null : opened.take();
    return source == null ? opener.open(url, options) : source;
  }

  @Override
  public synchronized void close() {
    held.values().forEach(sources -> sources.forEach(HeldSource::close));
    held.clear();
  }
}
