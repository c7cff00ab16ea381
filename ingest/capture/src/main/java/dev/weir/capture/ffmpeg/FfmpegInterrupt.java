package dev.weir.capture.ffmpeg;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * What makes FFmpeg's blocking calls end: a deadline, or an end called for by any thread.
 *
 * <p>JavaCPP has room for ten native callbacks of a type, so all sources share one, which tells
 * them apart by the number that FFmpeg hands it as a pointer.
 */
final class FfmpegInterrupt implements AutoCloseable {
  private static final Map<Long, FfmpegInterrupt> OPEN = new ConcurrentHashMap<>();
  private static final AtomicLong NUMBERS = new AtomicLong();
  // Held for good: FFmpeg calls it by its address, which the collector does not see.
  private static final Callback CALLBACK = new Callback();

  private final long number = NUMBERS.incrementAndGet();
  private volatile long deadline = System.nanoTime();
  private volatile boolean ended;

  FfmpegInterrupt() {
    OPEN.put(number, this);
  }

  /** Puts it into a context that is not opened yet. */
  void install(AVFormatContext format) {
    AVIOInterruptCB cb = format.interrupt_callback();
    cb.callback(CALLBACK);
    cb.opaque(new Key(number));
  }

  /** Lets calls take until then, counted from now. */
  void allow(Duration time) {
    deadline = System.nanoTime() + time.toNanos();
  }

  /** Ends the call in progress and all later ones; from any thread. */
  void end() {
    ended = true;
  }

  /** Lets the farewell to a server be sent after all, if that takes no longer than the time. */
  void allowFarewell(Duration time) {
    allow(time);
    ended = false;
  }

  boolean expired() {
    return System.nanoTime() - deadline >= 0;
  }

  private boolean interrupts() {
    return ended || expired();
  }

  @Override
  public void close() {
    OPEN.remove(number);
  }

  /** FFmpeg asks it before and, several times a second, during each wait. */
  private static final class Callback extends AVIOInterruptCB.Callback_Pointer {
    @Override
    public int call(@Nullable Pointer opaque) {
      FfmpegInterrupt asked = opaque == null ? null : OPEN.get(opaque.address());
      return asked == null || asked.interrupts() ? 1 : 0;
    }
  }

  /** A number in a pointer's place; nothing is behind it. */
  private static final class Key extends Pointer {
    Key(long number) {
      address = number;
    }
  }
}
