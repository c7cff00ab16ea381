package dev.weir.capture.ffmpeg;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVFormatContext.Io_open_AVFormatContext_PointerPointer_BytePointer_int_PointerPointer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Records which URLs FFmpeg opens while it opens an input: HLS playlists and the first segment.
 * FFmpeg does not report them in another way.
 *
 * <p>JavaCPP supports only ten native callbacks of a type, so all inputs share one. It identifies
 * an input by its context.
 */
final class FfmpegOpens implements AutoCloseable {
  private static final int MAX_URLS = 32; // only the first of a playlist's segments is needed
  private static final Map<Long, List<String>> WATCHED = new ConcurrentHashMap<>();
  private static final Hook HOOK = new Hook();

  private final long context;
  private final List<String> urls = new CopyOnWriteArrayList<>();

  private FfmpegOpens(long context) {
    this.context = context;
  }

  /** Watches a context that is not open yet. */
  static FfmpegOpens watch(AVFormatContext format) {
    FfmpegOpens opens = new FfmpegOpens(format.address());
    HOOK.keep(format);
    WATCHED.put(opens.context, opens.urls);
    format.io_open(HOOK);
    return opens;
  }

  /** The URLs that were opened so far, in order. */
  List<String> urls() {
    return List.copyOf(urls);
  }

  /** Stops watching. The context may stay open. */
  @Override
  public void close() {
    WATCHED.remove(context);
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
      List<String> urls = WATCHED.get(format.address());
      if (urls != null && urls.size() < MAX_URLS) {
        urls.add(url.getString());
      }
      return Objects.requireNonNull(original).call(format, io, url, flags, options);
    }
  }
}
