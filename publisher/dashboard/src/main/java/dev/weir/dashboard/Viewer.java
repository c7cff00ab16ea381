package dev.weir.dashboard;

import dev.weir.frame.CameraId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One browser. Holds at most one message of each camera and one status: a newer one takes its
 * place, and the one that never left is counted.
 *
 * <ol>
 *   <li>{@link #offer} and {@link #status} are called by the publisher's and the clock's thread,
 *       and never block.
 *   <li>One message is under way at a time; the connection's thread asks for the next.
 * </ol>
 */
final class Viewer {
  /** The connection, one message at a time. */
  interface Wire {
    /** Sends; calls {@code sent} afterwards, on any thread, or never if the connection broke. */
    void binary(byte[] message, Runnable sent);

    /** Sends; calls {@code sent} afterwards, on any thread, or never if the connection broke. */
    void text(String message, Runnable sent);
  }

  private final Wire wire;
  private final AtomicLong dropped;
  private final Map<CameraId, byte[]> waiting = new LinkedHashMap<>();
  private @Nullable String status;
  private boolean sending;

  /** On a connection; {@code dropped} counts what never left. */
  Viewer(Wire wire, AtomicLong dropped) {
    this.wire = wire;
    this.dropped = dropped;
  }

  void offer(CameraId camera, byte[] message) {
    synchronized (this) {
      // Removed and put again, so that the camera that waited longest goes first.
      byte[] older = waiting.remove(camera);
      if (older != null) {
        dropped.incrementAndGet();
      }
      waiting.put(camera, message);
    }
    sendNext(false);
  }

  void status(String json) {
    synchronized (this) {
      status = json;
    }
    sendNext(false);
  }

  private void sendNext(boolean finished) {
    String text = null;
    byte[] binary = null;
    synchronized (this) {
      if (finished) {
        sending = false;
      }
      if (sending) {
        return;
      }
      if (status != null) {
        text = status;
        status = null;
      } else {
        Iterator<byte[]> oldest = waiting.values().iterator();
        if (!oldest.hasNext()) {
          return;
        }
        binary = oldest.next();
        oldest.remove();
      }
      sending = true;
    }
    // Outside of the lock: a connection may answer at once, on this thread.
    if (text != null) {
      wire.text(text, () -> sendNext(true));
    } else if (binary != null) {
      wire.binary(binary, () -> sendNext(true));
    }
  }
}
