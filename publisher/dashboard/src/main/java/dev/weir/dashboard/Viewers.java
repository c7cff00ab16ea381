package dev.weir.dashboard;

import dev.weir.frame.CameraId;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/** All browsers that watch. Thread-safe. */
final class Viewers {
  private record Watching(Viewer viewer, String camera, Session session) {}

  /** The most that a ping may carry, so that an answer cannot be taken for a trickle. */
  static final int PING_BYTES = 125;

  private final Map<String, Watching> all = new ConcurrentHashMap<>();
  private final AtomicLong dropped = new AtomicLong();

  /** A browser came; an empty camera means all of them. */
  void join(String id, Session session, String camera) {
    all.put(id, new Watching(new Viewer(wire(session), dropped), camera, session));
  }

  void leave(String id) {
    all.remove(id);
  }

  boolean none() {
    return all.isEmpty();
  }

  /** Messages that never left because a newer one came. */
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

  /** Asks every browser for a sign of life: it answers with as many bytes. */
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
