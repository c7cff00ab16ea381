package dev.weir.dashboard;

import dev.weir.frame.CameraId;
import dev.weir.pairing.accounting.CameraStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** The cameras' frame counts, rates and latencies for Prometheus. Thread-safe. */
final class Metrics {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<CameraId, CameraStatus> latest = new ConcurrentHashMap<>();

  Metrics(Viewers viewers) {
    FunctionCounter.builder("weir.viewer.dropped", viewers, Viewers::dropped)
        .description("Pictures dropped because a browser was too slow")
        .register(registry);
  }

  /** Returns the metrics in Prometheus text format. */
  synchronized String scrape(List<CameraStatus> cameras) {
    for (CameraStatus camera : cameras) {
      if (latest.put(camera.id(), camera) == null) {
        register(camera.id());
      }
    }
    return registry.scrape();
  }

  private void register(CameraId id) {
    counter(id, "weir.frames.in", "Frames that the source delivered", s -> s.counts().in());
    counter(id, "weir.masks", "Frames that got a mask", s -> s.counts().out());
    counter(id, "weir.frames.dropped", "Frames that were dropped", s -> s.counts().droppedTotal());
    counter(id, "weir.frames.dead", "Frames that could not be processed", s -> s.counts().dead());
    gauge(id, "weir.fps", "Masks per second", CameraStatus::fps);
    gauge(
        id,
        "weir.latency.p50.seconds",
        "Median latency, capture to mask",
        s -> s.latency().p50Millis() / 1000);
    gauge(
        id,
        "weir.latency.p95.seconds",
        "95th percentile of latency, capture to mask",
        s -> s.latency().p95Millis() / 1000);
  }

  private void counter(
      CameraId id, String name, String description, ToDoubleFunction<CameraStatus> value) {
    FunctionCounter.builder(name, latest, all -> of(all, id, value))
        .description(description)
        .tag("camera", id.value())
        .register(registry);
  }

  private void gauge(
      CameraId id, String name, String description, ToDoubleFunction<CameraStatus> value) {
    Gauge.builder(name, latest, all -> of(all, id, value))
        .description(description)
        .tag("camera", id.value())
        .register(registry);
  }

  private static double of(
      Map<CameraId, CameraStatus> all, CameraId id, ToDoubleFunction<CameraStatus> value) {
    CameraStatus status = all.get(id);
    return status == null ? 0 : value.applyAsDouble(status);
  }
}
