package dev.weir.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.capture.source.FrameSource;
import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.SourceOptions;
import dev.weir.frame.CameraId;
import dev.weir.frame.Frame;
import dev.weir.frame.kafka.FrameSerializer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Timeout;

/** Cameras whose sources a test controls, and a Kafka that is not there. */
@Timeout(30)
abstract class IngestFixture {
  static final CameraId FRONT = new CameraId("front");
  static final CameraId REAR = new CameraId("rear");
  static final Duration PATIENCE = Duration.ofSeconds(20);
  static final IngestOptions FAST = IngestOptions.defaults().withSpeed(IngestOptions.Speed.MAX);

  private final Map<String, Deque<FakeSource>> sources = new HashMap<>();

  Camera camera(CameraId id, FakeSource... opened) {
    sources.put(id.value(), new ArrayDeque<>(Arrays.asList(opened)));
    return new Camera(id, id.value());
  }

  FrameSource open(String url, SourceOptions options) throws SourceException {
    FakeSource next = sources.get(url).poll();
    if (next == null) {
      throw SourceException.permanent("source " + url + ": no more of it");
    }
    return next;
  }

  static MockProducer<String, Frame> kafka(boolean confirmsAtOnce) {
    return new MockProducer<>(
        confirmsAtOnce, new RoundRobinPartitioner(), new StringSerializer(), new FrameSerializer());
  }

  static List<Long> sequences(MockProducer<String, Frame> kafka) {
    return kafka.history().stream().map(r -> r.value().id().sequence()).toList();
  }

  static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
