package dev.weir.stream;

import dev.weir.frame.kafka.KafkaConnection;
import dev.weir.stream.options.DeliveryGuarantee;
import dev.weir.stream.options.SegmenterStageOptions;
import dev.weir.stream.pipeline.FakeSegmenter;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * A segmenter in its own process, to be killed: {@code main BROKER GUARANTEE APPLICATION}. Its
 * engine takes a millisecond per frame, so that some frames are always in flight.
 */
final class SegmenterChild {
  static final int PARTITIONS = 4;

  /** Settings that detect a dead process within seconds. */
  static final Map<String, String> IMPATIENT =
      Map.of(
          "session.timeout.ms", "3000",
          "heartbeat.interval.ms", "1000",
          "transaction.timeout.ms", "10000");

  private SegmenterChild() {}

  private static final class FastSegmenter extends FakeSegmenter {
    FastSegmenter() {
      super("fast", "000000000000");
    }

    @Override
    public void segment(ByteBuffer frames, int count, int height, int width, ByteBuffer classes) {
      LockSupport.parkNanos(1_000_000);
      for (int i = 0; i < count * width * height; i++) {
        classes.put(i, (byte) 1);
      }
    }
  }

  /** Runs until it is killed. */
  public static void main(String[] args) throws InterruptedException {
    SegmenterStage.start(
        new KafkaConnection(args[0], IMPATIENT),
        new FastSegmenter(),
        SegmenterStageOptions.defaults()
            .withGuarantee(DeliveryGuarantee.valueOf(args[1]))
            .withApplicationId(args[2])
            .withTopics(PARTITIONS, (short) 1));
    new CountDownLatch(1).await();
  }
}
