package dev.weir.stream;

import dev.weir.frame.CameraId;
import dev.weir.frame.Frame;
import dev.weir.frame.FrameRef;
import dev.weir.frame.MalformedMessageException;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.stream.pipeline.EngineStalledError;
import dev.weir.stream.pipeline.FrameEngine;
import dev.weir.stream.pipeline.FrameJob;
import dev.weir.stream.pipeline.Outcome;
import dev.weir.stream.rules.CameraRules;
import dev.weir.stream.rules.FreshnessRules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes frames to their camera's engine and forwards their outcomes in partition order. One
 * instance per task, used only by the task's thread.
 *
 * <ol>
 *   <li>At most {@code maxInFlight} frames are in flight; {@link #process} then waits for the
 *       oldest. With a busy engine, at most one is in flight. Frames of cameras that want only the
 *       newest frame do not count toward the limit: if they waited in Kafka, a newer frame could
 *       not be seen and replace them.
 *   <li>Outcomes are forwarded by the next {@link #process} call, or within 2 ms.
 *   <li>Before a commit, all frames in flight are finished and forwarded.
 *   <li>A frame whose camera has no engine fails with {@link UnservedCameraException}.
 *   <li>No call waits longer than its {@link EngineTimeouts}. When one expires, the thread dies,
 *       and uncommitted frames are read again.
 * </ol>
 */
final class SegmentProcessor implements Processor<String, Frame, String, Outcome> {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentProcessor.class);
  private static final Duration LOOK = Duration.ofMillis(2);

  private record Flight(
      Record<String, Frame> record,
      StreamTaskHooks.RecordPosition position,
      FrameJob job,
      FrameEngine engine) {
    boolean done() {
      return job.outcome().isDone();
    }

    boolean dropped() {
      return job.outcome().getNow(null) instanceof Outcome.Dropped;
    }

    boolean waitsForRoom() {
      return !job.freshness().latestOnly();
    }
  }

  private final Function<ProcessorContext<String, Outcome>, StreamTaskHooks<Outcome>> hooksOf;
  private final CameraRules<FrameEngine> engines;
  private final int maxInFlight;
  private final FreshnessRules freshness;
  private final EngineTimeouts timeouts;
  private final FrameAccounting accounting;
  private final Clock clock;
  private final ArrayDeque<Flight> flights = new ArrayDeque<>();
  private final Set<CameraId> unserved = new HashSet<>();

  private @Nullable ProcessorContext<String, Outcome> context;
  private @Nullable StreamTaskHooks<Outcome> hooks;
  private boolean broken;

  SegmentProcessor(
      Function<ProcessorContext<String, Outcome>, StreamTaskHooks<Outcome>> hooksOf,
      CameraRules<FrameEngine> engines,
      int max,
      FreshnessRules freshness,
      EngineTimeouts timeouts,
      FrameAccounting accounting,
      Clock clock) {
    this.hooksOf = hooksOf;
    this.engines = engines;
    this.maxInFlight = max;
    this.freshness = freshness;
    this.timeouts = timeouts;
    this.accounting = accounting;
    this.clock = clock;
  }

  @Override
  public void init(ProcessorContext<String, Outcome> processorContext) {
    broken = false; // Kafka Streams may revive a task that it closed
    context = processorContext;
    hooks = hooksOf.apply(processorContext);
    hooks.beforeCommit(this::drain);
    processorContext.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, now -> forwardFinished());
  }

  @Override
  public void process(Record<String, Frame> record) {
    Instant received = clock.instant();
    Frame frame = record.value();
    FrameRef origin = origin();
    if (frame == null) {
      accounting.received(origin);
      throw new MalformedMessageException("a record without a value; expected a picture");
    }
    FrameEngine engine = engineFor(frame.id().camera(), origin);
    long since = System.nanoTime();
    FrameJob job =
        new FrameJob(
            frame, origin, received, freshness.of(frame.id().camera()), new CompletableFuture<>());
    Flight flight = new Flight(record, initialized(hooks).here(), job, engine);
    forwardFinished();
    while (flight.waitsForRoom() && full(engine)) {
      handOnOldest(since);
    }
    accounting.received(origin);
    flights.add(flight);
    engine.submit(job);
  }

  private FrameEngine engineFor(CameraId camera, FrameRef origin) {
    return engines
        .of(camera)
        .orElseThrow(
            () -> {
              accounting.received(origin);
              UnservedCameraException unservedCamera = new UnservedCameraException(camera);
              if (unserved.add(camera)) { // once: the dead letters hold the rest
                LOG.warn("frames go to the dead cause=\"{}\"", unservedCamera.getMessage());
              }
              return unservedCamera;
            });
  }

  private boolean full(FrameEngine engine) {
    long underWay = 0;
    boolean withIt = false;
    for (Flight flight : flights) {
      if (flight.waitsForRoom()) {
        underWay++;
        withIt |= flight.engine() == engine;
      }
    }
    return underWay >= maxInFlight || (withIt && engine.busy());
  }

  private void forwardFinished() {
    flights.removeIf(flight -> flight.dropped() && count(flight)); // only masks must stay in order
    while (!flights.isEmpty() && flights.element().done()) {
      handOnOldest(System.nanoTime());
    }
  }

  private boolean count(Flight flight) {
    if (flight.job().outcome().getNow(null) instanceof Outcome.Dropped dropped) {
      accounting.dropped(flight.job().origin(), dropped.cause());
    }
    return true;
  }

  /**
   * Kafka Streams also calls this when it closes a failed task; then there is nothing to forward.
   */
  private void drain() {
    long since = System.nanoTime();
    while (!broken && !flights.isEmpty()) {
      handOnOldest(since);
    }
  }

  private void handOnOldest(long waitingSince) {
    boolean done = false;
    try {
      Flight flight = flights.element();
      Outcome outcome = await(flight, waitingSince);
      flights.remove();
      if (flight.dropped()) {
        count(flight);
      } else {
        initialized(hooks).forwardFrom(flight.position(), flight.record().withValue(outcome));
      }
      done = true;
    } finally {
      broken |= !done;
    }
  }

  private Outcome await(Flight flight, long waitingSince) {
    try {
      while (true) {
        long now = System.nanoTime();
        long idle = now - Math.max(waitingSince, flight.engine().lastOutcomeNanos());
        long left =
            Math.min(
                timeouts.stalled().toNanos() - idle,
                timeouts.longest().toNanos() - (now - waitingSince));
        try {
          return flight.job().outcome().get(Math.max(left, 0), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
          if (left <= 0) {
            throw stalled(flight, idle, System.nanoTime() - waitingSince);
          } // otherwise another frame finished in the meantime: the engine is alive
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StreamsException("interrupted while waiting for the engine", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("an engine's future fails never", e);
    }
  }

  private EngineStalledError stalled(Flight flight, long idle, long waited) {
    return new EngineStalledError(
        "the engine stalled: %s waits for %.1f s, and no frame was finished for %.1f s; %d are under way"
            .formatted(flight.record().value().id(), waited / 1e9, idle / 1e9, flights.size()));
  }

  private FrameRef origin() {
    RecordMetadata source =
        initialized(context)
            .recordMetadata()
            .orElseThrow(() -> new IllegalStateException("a frame without topic and offset"));
    return new FrameRef(source.topic(), source.partition(), source.offset());
  }

  private static <T> T initialized(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("process before init");
    }
    return part;
  }

  /**
   * After a clean shutdown nothing is in flight and everything is committed. Otherwise the next
   * owner of the partition reads the uncommitted frames again.
   */
  @Override
  public void close() {
    flights.forEach(flight -> flight.job().outcome().cancel(false));
    flights.clear();
    accounting.givenBack(
        new TopicPartition(FrameTopic.NAME, initialized(context).taskId().partition()));
  }
}
