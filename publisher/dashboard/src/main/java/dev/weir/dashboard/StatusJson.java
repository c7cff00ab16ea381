package dev.weir.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.mask.ClassMap;
import dev.weir.pairing.PartitionShare;
import dev.weir.pairing.accounting.CameraStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Formats cameras and classes as JSON. */
final class StatusJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration STALE = Duration.ofSeconds(3);

  private final DashboardOptions options;
  private final Clock clock;

  StatusJson(DashboardOptions options, Clock clock) {
    this.options = options;
    this.clock = clock;
  }

  String cameras(List<CameraStatus> cameras) {
    return write(cameras.stream().map(this::camera).toList());
  }

  /** Returns the classes of a model's masks; null returns the fallback classes. */
  String classes(@Nullable String model) {
    List<Map<String, Object>> all = new ArrayList<>();
    ClassMap map = model == null ? options.classes().fallback() : options.classes().of(model);
    for (ClassMap.Entry entry : map.classes()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("index", all.size());
      one.put("name", entry.name());
      one.put("color", entry.hex());
      all.add(one);
    }
    return write(all);
  }

  /** Returns which partitions are shown here, and the total; 0 of 0 until they are known. */
  static String partitions(PartitionShare share) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("group", share.group());
    one.put("own", share.own());
    one.put("all", share.all());
    return write(one);
  }

  /** Returns whether a page may watch, and if not, what to do. */
  static String access(boolean allowed, String advice) {
    return write(allowed ? Map.of("allowed", true) : Map.of("allowed", false, "advice", advice));
  }

  static String error(String message) {
    return write(Map.of("error", message));
  }

  private Map<String, Object> camera(CameraStatus c) {
    Map<String, Object> latency = new LinkedHashMap<>();
    latency.put("count", c.latency().count());
    latency.put("p50", c.latency().p50Millis());
    latency.put("p95", c.latency().p95Millis());

    Map<String, Object> one = new LinkedHashMap<>();
    one.put("id", c.id().value());
    one.put("in", c.counts().in());
    one.put("masks", c.counts().out());
    one.put("dropped", c.counts().droppedTotal());
    one.put("dead", c.counts().dead());
    one.put("inFlight", c.counts().inFlight());
    one.put("fps", c.fps());
    one.put("latency", latency);
    one.put("model", c.model());
    one.put("width", c.width());
    one.put("height", c.height());
    one.put("share", c.share());
    one.put("figures", options.figures().apply(c.id()));
    Instant last = c.lastPair();
    long silent = last == null ? -1 : Duration.between(last, clock.instant()).toMillis();
    one.put("silentMillis", silent);
    one.put("live", silent >= 0 && silent < STALE.toMillis());
    return one;
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and text are always JSON", e);
    }
  }
}
