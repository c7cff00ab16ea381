package dev.weir.stream;

import dev.weir.frame.kafka.KafkaConnection;
import dev.weir.mask.ClassMap;
import dev.weir.stream.options.DeliveryGuarantee;
import dev.weir.stream.options.SegmenterStageOptions;
import dev.weir.stream.pipeline.SegmentationEngine;
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

  private static final class FastEngine implements SegmentationEngine {
    @Override
    public ClassMap classes() {
      return ClassMap.CAMVID;
    }

    @Override
    public String model() {
      return "fast@000000000000";
    }

    @Override
    public void segment(ByteBuffer frames, int count, int width, int height, ByteBuffer classes) {
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
        new FastEngine(),
        SegmenterStageOptions.builder()
            .guarantee(DeliveryGuarantee.valueOf(args[1]))
            .applicationId(args[2])
            .topics(PARTITIONS, 1)
            .build());
    new CountDownLatch(1).await();
  }
}
