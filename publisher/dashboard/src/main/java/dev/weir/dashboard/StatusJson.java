package dev.weir.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.mask.ClassMap;
import dev.weir.pairing.PartitionShare;
import dev.weir.pairing.accounting.CameraStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Formats cameras and classes as JSON. */
final class StatusJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration STALE = Duration.ofSeconds(3);

  private final DashboardOptions options;
  private final Clock clock;

  /** One camera; {@code silentMillis} is -1 before its first pair. */
  private record Camera(
      String id,
      long in,
      long masks,
      long dropped,
      long dead,
      long inFlight,
      double fps,
      Latency latency,
      String model,
      int width,
      int height,
      Map<String, Double> share,
      Map<String, Double> figures,
      long silentMillis,
      boolean live) {}

  /** Percentiles in milliseconds. */
  private record Latency(long count, double p50, double p95) {}

  private record MaskClass(int index, String name, String color) {}

  private record Access(
      boolean allowed, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String advice) {}

  StatusJson(DashboardOptions options, Clock clock) {
    this.options = options;
    this.clock = clock;
  }

  String cameras(List<CameraStatus> cameras) {
    return write(cameras.stream().map(this::camera).toList());
  }

  /** Returns the classes of a model's masks; null returns the fallback classes. */
  String classes(@Nullable String model) {
    ClassMap map = model == null ? options.classes().fallback() : options.classes().of(model);
    return write(
        IntStream.range(0, map.size())
            .mapToObj(i -> new MaskClass(i, map.name(i), map.classes().get(i).hex()))
            .toList());
  }

  /** Returns which partitions are shown here, and the total; 0 of 0 until they are known. */
  static String partitions(PartitionShare share) {
    return write(share);
  }

  /** Returns whether a page may watch, and if not, what to do. */
  static String access(boolean allowed, String advice) {
    return write(new Access(allowed, allowed ? null : advice));
  }

  static String error(String message) {
    return write(Map.of("error", message));
  }

  private Camera camera(CameraStatus c) {
    Instant last = c.lastPair();
    long silent = last == null ? -1 : Duration.between(last, clock.instant()).toMillis();
    return new Camera(
        c.id().value(),
        c.counts().in(),
        c.counts().out(),
        c.counts().droppedTotal(),
        c.counts().dead(),
        c.counts().inFlight(),
        c.fps(),
        new Latency(c.latency().count(), c.latency().p50Millis(), c.latency().p95Millis()),
        c.model(),
        c.width(),
        c.height(),
        c.share(),
        options.figures().apply(c.id()),
        silent,
        silent >= 0 && silent < STALE.toMillis());
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and text are always JSON", e);
    }
  }
}
