package dev.weir.capture;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * FFmpeg asks, while it waits for a network or a disk, whether it should go on waiting. One native
 * callback answers for all sources, because JavaCPP makes ten of a kind at most; which source asks
 * it tells by the address that came with the question.
 */
final class Interrupts {
  private static final Map<Long, Patience> BY_ADDRESS = new ConcurrentHashMap<>();
  private static final AVIOInterruptCB.Callback_Pointer CALLBACK = new Asked();

  /** Lives as long as the process: FFmpeg holds its address. */
  private static final class Asked extends AVIOInterruptCB.Callback_Pointer {
    @Override
    public int call(@Nullable Pointer who) {
      Patience patience = who == null ? null : BY_ADDRESS.get(who.address());
      return patience != null && patience.over() ? 1 : 0;
    }
  }

  private final BytePointer address = new BytePointer(1);

  private Interrupts() {}

  /** Lets {@code patience} answer for a context, until {@link #release}. */
  static Interrupts install(AVFormatContext context, Patience patience) {
    Interrupts installed = new Interrupts();
    BY_ADDRESS.put(installed.address.address(), patience);
    context.interrupt_callback().callback(CALLBACK).opaque(installed.address);
    return installed;
  }

  /** After the context is closed. */
  void release() {
    BY_ADDRESS.remove(address.address());
    address.close();
  }
}
