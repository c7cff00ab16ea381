package dev.weir.dashboard;

import dev.weir.frame.CameraId;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/** All connected browsers. Thread-safe. */
final class Viewers {
  private record Watching(Viewer viewer, String camera, Session session) {}

  /** The largest ping payload allowed, so that trickled bytes cannot pass for a pong. */
  static final int PING_BYTES = 125;

  private final Map<String, Watching> all = new ConcurrentHashMap<>();
  private final AtomicLong dropped = new AtomicLong();

  /** Adds a browser; an empty camera means all cameras. */
  void join(String id, Session session, String camera) {
    all.put(id, new Watching(new Viewer(wire(session), dropped), camera, session));
  }

  void leave(String id) {
    all.remove(id);
  }

  boolean none() {
    return all.isEmpty();
  }

  /** Returns the number of messages that a newer one replaced before they were sent. */
  long dropped() {
    return dropped.get();
  }

  void offer(CameraId camera, byte[] message) {
    for (Watching w : all.values()) {
      if (w.camera.isEmpty() || w.camera.equals(camera.value())) {
        w.viewer.offer(camera, message);
      }
    }
  }

  /** Pings every browser; each answers with as many bytes. */
  void ping() {
    all.values().forEach(w -> w.session.sendPing(ByteBuffer.allocate(PING_BYTES), Callback.NOOP));
  }

  void status(String json) {
    all.values().forEach(w -> w.viewer.status(json));
  }

  private static Viewer.Wire wire(Session session) {
    return new Viewer.Wire() {
      @Override
      public void binary(byte[] message, Runnable sent) {
        session.sendBinary(ByteBuffer.wrap(message), Callback.from(sent, broken -> {}));
      }

      @Override
      public void text(String message, Runnable sent) {
        session.sendText(message, Callback.from(sent, broken -> {}));
      }
    };
  }
}
