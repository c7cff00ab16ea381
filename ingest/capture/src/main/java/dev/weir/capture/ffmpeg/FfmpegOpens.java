package dev.weir.capture.ffmpeg;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVFormatContext.Io_open_AVFormatContext_PointerPointer_BytePointer_int_PointerPointer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Records which URLs FFmpeg opens for an input: HLS playlists and segments. FFmpeg does not report
 * them in another way, and skips a segment that it cannot open.
 *
 * <p>JavaCPP supports only ten native callbacks of a type, so all inputs share one. It identifies
 * an input by its context. Thread-safe.
 */
final class FfmpegOpens implements AutoCloseable {
  private static final int MAX_URLS = 32; // only the first of a playlist's segments is needed
  private static final int MAX_FAILURES = 1000; // a camera that runs for months has many
  private static final String PLAYLIST = "(?is).*\\.m3u8?([?#].*)?";
  private static final Map<Long, FfmpegOpens> WATCHED = new ConcurrentHashMap<>();
  private static final Hook HOOK = new Hook();

  private final long context;
  private final List<String> urls = new CopyOnWriteArrayList<>();
  private final Set<String> failures = ConcurrentHashMap.newKeySet();
  private volatile int error;

  private FfmpegOpens(long context) {
    this.context = context;
  }

  /** Watches a context that is not open yet. */
  static FfmpegOpens watch(AVFormatContext format) {
    FfmpegOpens opens = new FfmpegOpens(format.address());
    HOOK.keep(format);
    WATCHED.put(opens.context, opens);
    format.io_open(HOOK);
    return opens;
  }

  /** The first URLs that were opened, in order. */
  List<String> urls() {
    return List.copyOf(urls);
  }

  /**
   * Returns how many parts other than playlists could not be opened, with the first reason; empty
   * if there are none.
   */
  Optional<String> failures() {
    return failures.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%d of its segments cannot be opened (%s)"
                .formatted(failures.size(), FfmpegErrors.text(error)));
  }

  private void opened(String url, int result) {
    if (urls.size() < MAX_URLS && !url.startsWith("data:")) {
      urls.add(url);
    }
    if (result >= 0) {
      failures.remove(url); // FFmpeg tries again on a new connection
    } else if (!url.matches(PLAYLIST) && failures.size() < MAX_FAILURES) {
      error = failures.isEmpty() ? result : error;
      failures.add(url);
    }
  }

  /** Stops watching. Must not be called before the context is closed. */
  @Override
  public void close() {
    // Another context may have the same address meanwhile.
    WATCHED.remove(context, this);
  }

  /**
   * FFmpeg calls it instead of its own open function; it records the URL and calls that function.
   */
  private static final class Hook
      extends Io_open_AVFormatContext_PointerPointer_BytePointer_int_PointerPointer {
    private volatile @Nullable Io_open_AVFormatContext_PointerPointer_BytePointer_int_PointerPointer
        original;

    /** Keeps FFmpeg's own function, which is the same for each new context. */
    synchronized void keep(AVFormatContext format) {
      if (original == null) {
        original = format.io_open();
      }
    }

    @Override
    @SuppressWarnings("rawtypes") // declared raw by JavaCPP
    public int call(
        AVFormatContext format,
        PointerPointer io,
        BytePointer url,
        int flags,
        PointerPointer options) {
      int result = Objects.requireNonNull(original).call(format, io, url, flags, options);
      FfmpegOpens opens = WATCHED.get(format.address());
      if (opens != null) {
        opens.opened(url.getString(), result);
      }
      return result;
    }
  }
}
