package dev.weir.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.frame.CameraId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ViewerTest {
  private static final CameraId FRONT = new CameraId("front");
  private static final CameraId REAR = new CameraId("rear");

  private final AtomicLong dropped = new AtomicLong();
  private final SlowWire wire = new SlowWire();
  private final Viewer viewer = new Viewer(wire, dropped);

  /** A connection that finishes sending when the test says so. */
  private static final class SlowWire implements Viewer.Wire {
    final List<String> sent = new ArrayList<>();
    private Runnable pending;

    @Override
    public void binary(byte[] message, Runnable done) {
      sent.add("pair " + message[0]);
      pending = done;
    }

    @Override
    public void text(String message, Runnable done) {
      sent.add(message);
      pending = done;
    }

    void done() {
      Runnable finished = pending;
      pending = null;
      finished.run();
    }
  }

  private static byte[] message(int number) {
    return new byte[] {(byte) number};
  }

  @Test
  void aSlowBrowserGetsTheNewestAndTheOthersAreCounted() {
    // Given one message being sent
    viewer.offer(FRONT, message(1));

    // When three more arrive meanwhile
    viewer.offer(FRONT, message(2));
    viewer.offer(FRONT, message(3));
    viewer.offer(FRONT, message(4));
    wire.done();

    // Then
    assertThat(wire.sent).containsExactly("pair 1", "pair 4");
    assertThat(dropped).hasValue(2);
  }

  @Test
  void camerasTakeTurns() {
    // Given
    viewer.offer(FRONT, message(1));
    viewer.offer(FRONT, message(2));
    viewer.offer(REAR, message(10));
    viewer.offer(FRONT, message(3));

    // When
    wire.done();
    wire.done();

    // Then the one that waited longest is sent first
    assertThat(wire.sent).containsExactly("pair 1", "pair 10", "pair 3");
  }

  @Test
  void statusGoesBeforePicturesAndTheNewestWins() {
    // Given
    viewer.offer(FRONT, message(1));
    viewer.offer(FRONT, message(2));
    viewer.status("old");
    viewer.status("new");

    // When
    wire.done();
    wire.done();
    wire.done();

    // Then
    assertThat(wire.sent).containsExactly("pair 1", "new", "pair 2");
    viewer.offer(FRONT, message(3));
    assertThat(wire.sent).endsWith("pair 3");
  }
}
