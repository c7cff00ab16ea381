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
 * Ends FFmpeg's blocking calls, at a deadline or on request of any thread.
 *
 * <p>JavaCPP supports only ten native callbacks of a type, so all sources share one. It identifies
 * a source by the number that FFmpeg passes in place of a pointer.
 */
final class FfmpegInterrupt implements AutoCloseable {
  private static final Map<Long, FfmpegInterrupt> OPEN = new ConcurrentHashMap<>();
  private static final AtomicLong NUMBERS = new AtomicLong();
  // Kept forever: FFmpeg calls it by its address, which the garbage collector does not see.
  private static final Callback CALLBACK = new Callback();

  private final long number = NUMBERS.incrementAndGet();
  private volatile long deadline = System.nanoTime();
  private volatile boolean ended;

  FfmpegInterrupt() {
    OPEN.put(number, this);
  }

  /** Installs the interrupt in a context that is not open yet. */
  void install(AVFormatContext format) {
    AVIOInterruptCB cb = format.interrupt_callback();
    cb.callback(CALLBACK);
    cb.opaque(new Key(number));
  }

  /** Sets the deadline of calls, counted from now. */
  void allow(Duration time) {
    deadline = System.nanoTime() + time.toNanos();
  }

  /** Ends the current call and all later ones. May be called by any thread. */
  void end() {
    ended = true;
  }

  /**
   * Lets the input close its session with the server within the given time, even after {@link
   * #end()}.
   */
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

  /** FFmpeg calls it before each wait, and several times a second during it. */
  private static final class Callback extends AVIOInterruptCB.Callback_Pointer {
    @Override
    public int call(@Nullable Pointer opaque) {
      FfmpegInterrupt asked = opaque == null ? null : OPEN.get(opaque.address());
      return asked == null || asked.interrupts() ? 1 : 0;
    }
  }

  /** A number in place of a pointer. It does not point to memory. */
  private static final class Key extends Pointer {
    Key(long number) {
      address = number;
    }
  }
}
