package dev.weir.bench;

import dev.weir.frame.kafka.KafkaConnection;
import dev.weir.mask.Mask;
import dev.weir.mask.MaskDeserializer;
import dev.weir.mask.MaskTopic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads masks like any consumer, on its own thread, and records how old each mask is. All times
 * come from this machine's clock.
 */
public final class MaskLatencies implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int DIGITS = 3;
  private static final String TOTAL = "total";
  private static final double[] PERCENTILES = {50, 95, 99};

  private final KafkaConsumer<String, Mask> consumer;
  private final Instant from;
  private final Map<String, Histogram> stages = new LinkedHashMap<>();
  private final Thread thread = new Thread(this::run, "weir-latencies");
  private volatile boolean closed;
  private volatile long read;

  private MaskLatencies(KafkaConsumer<String, Mask> consumer, Instant from) {
    this.consumer = consumer;
    this.from = from;
    for (String stage : List.of("to-segmenter", "segmenter", "to-reader", TOTAL)) {
      stages.put(stage, new Histogram(DIGITS));
    }
  }

  /** Reads masks that arrive from now on; frames captured before {@code from} are warm-up only. */
  public static MaskLatencies read(KafkaConnection kafka, Instant from) {
    KafkaConsumer<String, Mask> consumer =
        new KafkaConsumer<>(kafka.consumer(), new StringDeserializer(), new MaskDeserializer());
    List<TopicPartition> places =
        consumer.partitionsFor(MaskTopic.NAME).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(places);
    consumer.seekToEnd(places);
    places.forEach(consumer::position); // resolve the position now, not at the first poll
    MaskLatencies latencies = new MaskLatencies(consumer, from);
    latencies.thread.setDaemon(true);
    latencies.thread.start();
    return latencies;
  }

  private void run() {
    while (!closed) {
      for (ConsumerRecord<String, Mask> record : consumer.poll(POLL)) {
        note(record.value().timing(), Instant.now());
      }
    }
    consumer.close();
  }

  private synchronized void note(Mask.Timing timing, Instant now) {
    read = read + 1;
    if (!timing.captured().isBefore(from)) {
      record("to-segmenter", timing.captured(), timing.received());
      record("segmenter", timing.received(), timing.masked());
      record("to-reader", timing.masked(), now);
      record(TOTAL, timing.captured(), now);
    }
  }

  private void record(String stage, Instant start, Instant end) {
    Histogram histogram = stages.get(stage);
    if (histogram != null) {
      histogram.recordValue(Math.max(0, Duration.between(start, end).toNanos() / 1000));
    }
  }

  /**
   * Waits until this many masks were read.
   *
   * @throws IllegalStateException if they do not arrive within 20 s
   */
  public void awaitRead(long masks) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (read < masks) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("%d of %d masks arrived".formatted(read, masks));
      }
      Thread.sleep(5);
    }
  }

  /** Adds a row per stage and the end-to-end percentiles as the result, in milliseconds. */
  public synchronized void report(BenchReport report) {
    stages.forEach(
        (stage, histogram) -> {
          Map<String, Object> row = new LinkedHashMap<>();
          row.put("stage", stage);
          for (double percentile : PERCENTILES) {
            double millis = histogram.getValueAtPercentile(percentile) / 1000.0;
            row.put("p%.0f".formatted(percentile), millis);
            if (stage.equals(TOTAL)) {
              report.result("p%.0f_ms".formatted(percentile), millis);
            }
          }
          double max = histogram.getMaxValue() / 1000.0;
          row.put("max", max);
          if (stage.equals(TOTAL)) {
            report.result("max_ms", max);
          }
          row.put("masks", histogram.getTotalCount());
          report.row(row);
        });
  }

  /**
   * Draws a PNG.
   *
   * @throws IOException if it cannot be written
   */
  public synchronized void draw(String title, Path file) throws IOException {
    LatencyPicture.write(title, stages, file);
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(2000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
