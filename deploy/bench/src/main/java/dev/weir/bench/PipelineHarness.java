package dev.weir.bench;

import dev.weir.broker.BrokerOptions;
import dev.weir.broker.EmbeddedBroker;
import dev.weir.frame.CameraId;
import dev.weir.frame.Frame;
import dev.weir.frame.kafka.FrameSerializer;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.frame.kafka.KafkaConnection;
import dev.weir.inference.onnxruntime.OnnxSegmenter;
import dev.weir.stream.SegmenterStage;
import dev.weir.stream.options.SegmenterStageOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker, a segmenter and cameras in this process, for benchmarks. One thread. */
public final class PipelineHarness implements AutoCloseable {
  private static final Duration READY = Duration.ofSeconds(60);
  private static final Duration STUCK = Duration.ofSeconds(60);

  private final EmbeddedBroker broker;
  private final SegmenterStage stage;
  private final KafkaProducer<String, Frame> producer;
  private final KafkaConnection kafka;
  private final List<CameraId> cameras = new ArrayList<>();
  private final BenchFrames frames;
  private final String session = Long.toString(System.currentTimeMillis(), 36);
  private long sequence;

  private PipelineHarness(
      EmbeddedBroker broker, SegmenterStage stage, KafkaConnection kafka, BenchFrames frames) {
    this.broker = broker;
    this.stage = stage;
    this.kafka = kafka;
    this.frames = frames;
    this.producer =
        new KafkaProducer<>(kafka.producer(), new StringSerializer(), new FrameSerializer());
  }

  /** Starts the broker and the segmenter, with one partition per camera. */
  public static PipelineHarness start(
      OnnxSegmenter segmenter, SegmenterStageOptions options, BenchFrames frames, int cameras)
      throws InterruptedException {
    EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.at(0, null));
    try {
      KafkaConnection kafka = new KafkaConnection(broker.bootstrap());
      SegmenterStage stage =
          SegmenterStage.start(kafka, segmenter, options.withTopics(cameras, (short) 1));
      PipelineHarness rig = new PipelineHarness(broker, stage, kafka, frames);
      for (int i = 0; i < cameras; i++) {
        rig.cameras.add(new CameraId("camera" + i));
      }
      if (!stage.awaitRunning(READY)) {
        rig.close();
        throw new IllegalStateException("the segmenter does not start");
      }
      return rig;
    } catch (RuntimeException | InterruptedException e) {
      broker.close();
      throw e;
    }
  }

  public KafkaConnection kafka() {
    return kafka;
  }

  public SegmenterStage stage() {
    return stage;
  }

  /** Sends one frame per camera with this capture time; returns before Kafka acknowledges them. */
  public void send(Instant captured) {
    for (int i = 0; i < cameras.size(); i++) {
      Frame frame = frames.frame(cameras.get(i), session, sequence, captured);
      // One partition per camera: partitioning by key could put two cameras on one and leave
      // another empty.
      var record = FrameTopic.record(frame);
      var unused =
          producer.send(
              new org.apache.kafka.clients.producer.ProducerRecord<>(
                  record.topic(), i, record.timestamp(), record.key(), record.value()));
    }
    sequence++;
  }

  /**
   * Returns frames per second through Kafka, decoder, network, encoder and Kafka under constant
   * backlog, measured over the middle of {@code count} frames.
   */
  public double fps(int count) throws InterruptedException {
    long before = stage.counts().out();
    int each = Math.max(1, count / cameras.size());
    for (int i = 0; i < each; i++) {
      send(Instant.now());
    }
    long total = (long) each * cameras.size();
    long warm = Math.max(1, total / 8);
    awaitMasks(before + warm);
    long start = System.nanoTime();
    long first = stage.counts().out();
    awaitMasks(before + total - warm);
    long last = stage.counts().out();
    double fps = (last - first) * 1e9 / (System.nanoTime() - start);
    awaitMasks(before + total);
    return fps;
  }

  /** Waits until {@code count} masks have arrived since the start. */
  public void awaitMasks(long count) throws InterruptedException {
    await(() -> stage.counts().out(), count);
  }

  /** Waits until no sent frame is in flight. */
  public void awaitEnd() throws InterruptedException {
    producer.flush();
    await(this::settled, sequence * cameras.size());
  }

  /** Returns the number of frames whose outcome is known. */
  private long settled() {
    return stage.counts().finished();
  }

  private void await(LongSupplier progress, long count) throws InterruptedException {
    long seen = -1;
    long since = System.nanoTime();
    long now = progress.getAsLong();
    while (now < count) {
      if (stage.failure().isPresent()) {
        throw new IllegalStateException(String.valueOf(stage.failure().get().getMessage()));
      }
      if (now != seen) {
        seen = now;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > STUCK.toNanos()) {
        throw new IllegalStateException("no progress for a minute: " + stage.counts());
      }
      Thread.sleep(1);
      now = progress.getAsLong();
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
    stage.close();
    broker.close();
  }
}
