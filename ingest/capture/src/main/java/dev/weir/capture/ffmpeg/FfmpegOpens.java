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
 * Which URLs FFmpeg opens while it opens an input: the playlists of HLS and the segment that it
 * starts with, which it tells in no other way.
 *
 * <p>JavaCPP has room for ten native callbacks of a type, so all inputs share one, which tells them
 * apart by their context.
 */
final class FfmpegOpens implements AutoCloseable {
  private static final int MOST = 32; // a playlist has many segments, and the first is enough
  private static final Map<Long, List<String>> WATCHED = new ConcurrentHashMap<>();
  private static final Hook HOOK = new Hook();

  private final long context;
  private final List<String> urls = new CopyOnWriteArrayList<>();

  private FfmpegOpens(long context) {
    this.context = context;
  }

  /** Watches a context that is not opened yet. */
  static FfmpegOpens watch(AVFormatContext format) {
    FfmpegOpens opens = new FfmpegOpens(format.address());
    HOOK.keep(format);
    WATCHED.put(opens.context, opens.urls);
    format.io_open(HOOK);
    return opens;
  }

  /** What was opened so far, in order. */
  List<String> urls() {
    return List.copyOf(urls);
  }

  /** Ends watching; the context may stay open. */
  @Override
  public void close() {
    WATCHED.remove(context);
  }

  /** Called by FFmpeg in place of its own function, which it calls. */
  private static final class Hook
      extends Io_open_AVFormatContext_PointerPointer_BytePointer_int_PointerPointer {
    private volatile @Nullable Io_open_AVFormatContext_PointerPointer_BytePointer_int_PointerPointer
        original;

    /** Keeps FFmpeg's own function, which is the same in each new context. */
    synchronized void keep(AVFormatContext format) {
      if (original == null) {
        original = format.io_open();
      }
    }

    @Override
    @SuppressWarnings("rawtypes") // as JavaCPP declares it
    public int call(
        AVFormatContext format,
        PointerPointer io,
        BytePointer url,
        int flags,
        PointerPointer options) {
      List<String> urls = WATCHED.get(format.address());
      if (urls != null && urls.size() < MOST) {
        urls.add(url.getString());
      }
      return Objects.requireNonNull(original).call(format, io, url, flags, options);
    }
  }
}
