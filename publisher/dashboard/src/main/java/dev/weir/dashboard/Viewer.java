package dev.weir.dashboard;

import dev.weir.frame.CameraId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One browser. Holds at most one message per camera and one status. A newer message replaces an
 * unsent one, and the replaced message is counted as dropped.
 *
 * <ol>
 *   <li>The publisher's thread calls {@link #offer}, the clock's thread {@link #status}; neither
 *       blocks.
 *   <li>One message is sent at a time; the connection's thread requests the next.
 * </ol>
 */
final class Viewer {
  /** The connection; sends one message at a time. */
  interface Wire {
    /**
     * Sends a binary message; calls {@code sent} afterwards, on any thread, or never if the
     * connection broke.
     */
    void binary(byte[] message, Runnable sent);

    /**
     * Sends a text message; calls {@code sent} afterwards, on any thread, or never if the
     * connection broke.
     */
    void text(String message, Runnable sent);
  }

  private final Wire wire;
  private final AtomicLong dropped;
  private final Map<CameraId, byte[]> waiting = new LinkedHashMap<>();
  private @Nullable String status;
  private boolean sending;

  /** Creates a viewer on a connection; {@code dropped} counts messages that were never sent. */
  Viewer(Wire wire, AtomicLong dropped) {
    this.wire = wire;
    this.dropped = dropped;
  }

  void offer(CameraId camera, byte[] message) {
    synchronized (this) {
      // Removed and added again, so that the camera that waited longest is sent first.
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
    // Outside the lock: a connection may call back at once, on this thread.
    if (text != null) {
      wire.text(text, () -> sendNext(true));
    } else if (binary != null) {
      wire.binary(binary, () -> sendNext(true));
    }
  }
}
