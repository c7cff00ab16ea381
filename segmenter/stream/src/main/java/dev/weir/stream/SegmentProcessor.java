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
import dev.weir.stream.pipeline.UnprocessableFrameException;
import dev.weir.stream.rules.CameraRules;
import dev.weir.stream.rules.FreshnessRules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
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
 *   <li>No call waits longer than its {@link EngineTimeouts}. When one expires, the frames on which
 *       the engine hangs become {@linkplain SuspectFrames suspects}. Then the thread dies, and
 *       uncommitted frames are read again.
 *   <li>A suspect frame is in flight alone. If the engine hung on it twice, it fails with {@link
 *       UnprocessableFrameException}.
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
  private final EngineWait wait;
  private final SuspectFrames suspects;
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
      SuspectFrames suspects,
      FrameAccounting accounting,
      Clock clock) {
    this.hooksOf = hooksOf;
    this.engines = engines;
    this.maxInFlight = max;
    this.freshness = freshness;
    this.timeouts = timeouts;
    this.wait = new EngineWait(timeouts);
    this.suspects = suspects;
    this.accounting = accounting;
    this.clock = clock;
  }

  @Override
  public void init(ProcessorContext<String, Outcome> processorContext) {
    broken = false; // Kafka Streams may revive a task that it closed
    context = processorContext;
    hooks = hooksOf.apply(processorContext);
    hooks.beforeCommit(this::drain);
    suspects.load(partition());
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
    int hangs = suspects.hangs(origin);
    if (hangs >= SuspectFrames.LIMIT) {
      accounting.received(origin);
      throw new UnprocessableFrameException(
          "frame %s of %dx%d: the network did not answer within %.1f s, twice"
              .formatted(
                  frame.id(), frame.width(), frame.height(), timeouts.stalled().toMillis() / 1e3));
    }
    FrameJob job = FrameJob.of(frame, origin, received, freshness.of(frame.id().camera()));
    if (hangs > 0) {
      processAlone(new Flight(record, initialized(hooks).here(), job.runAlone(), engine));
    } else {
      process(new Flight(record, initialized(hooks).here(), job, engine));
    }
  }

  private void process(Flight flight) {
    long since = System.nanoTime();
    forwardFinished();
    while (flight.waitsForRoom() && full(flight.engine())) {
      forwardOldest(since);
    }
    submit(flight);
  }

  /** If the engine hangs now, the frame is at fault: nothing else of the partition is in flight. */
  private void processAlone(Flight flight) {
    drain();
    long since = System.nanoTime();
    wait.requireWorking(flight.engine(), flight.job(), since);
    submit(flight);
    forwardOldest(since);
  }

  private void submit(Flight flight) {
    accounting.received(flight.job().origin());
    flights.add(flight);
    flight.engine().submit(flight.job());
  }

  private FrameEngine engineFor(CameraId camera, FrameRef origin) {
    return engines
        .of(camera)
        .orElseThrow(
            () -> {
              accounting.received(origin);
              UnservedCameraException unservedCamera = new UnservedCameraException(camera);
              if (unserved.add(camera)) { // once: the dead letters hold the rest
                LOG.warn("frames go to weir.dead cause=\"{}\"", unservedCamera.getMessage());
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
      forwardOldest(System.nanoTime());
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
      forwardOldest(since);
    }
  }

  private void forwardOldest(long waitingSince) {
    boolean done = false;
    try {
      Flight flight = flights.element();
      Outcome outcome = outcomeOf(flight, waitingSince);
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

  private Outcome outcomeOf(Flight flight, long waitingSince) {
    try {
      return wait.outcome(flight.job(), flight.engine(), waitingSince);
    } catch (EngineStalledError e) {
      // Frames that reached a thread only a moment ago do not hang.
      suspects.hung(flight.engine().inProgressFor(timeouts.stalled().dividedBy(2)));
      throw e;
    }
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
    accounting.givenBack(partition());
  }

  private TopicPartition partition() {
    return new TopicPartition(FrameTopic.NAME, initialized(context).taskId().partition());
  }
}
