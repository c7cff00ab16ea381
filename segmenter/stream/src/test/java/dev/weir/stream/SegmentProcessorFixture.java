package dev.weir.stream;

import dev.weir.frame.FrameRef;
import dev.weir.frame.MalformedMessageException;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.stream.pipeline.EngineFailedException;
import dev.weir.stream.pipeline.FrameEngine;
import dev.weir.stream.pipeline.FrameJob;
import dev.weir.stream.pipeline.Outcome;
import dev.weir.stream.rules.CameraPattern;
import dev.weir.stream.rules.CameraRules;
import dev.weir.stream.rules.FreshnessRules;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.BeforeEach;

/** A segment processor for one partition, with engines that hold their frames. */
abstract class SegmentProcessorFixture {
  static final int MAX_IN_FLIGHT = 3;
  static final Duration SHORT = Duration.ofMillis(60);

  /** Holds its frames until the test finishes them. */
  static final class HeldEngine implements FrameEngine {
    final List<FrameJob> jobs = new ArrayList<>();
    final List<CompletableFuture<Outcome>> taken = new ArrayList<>();
    final List<FrameRef> origins = new ArrayList<>();
    boolean fast;
    boolean busy;
    boolean alive;
    boolean broken;
    boolean answersPlainPictures;
    List<FrameRef> inProgress = List.of();

    @Override
    public void submit(FrameJob job) {
      jobs.add(job);
      taken.add(job.outcome());
      origins.add(job.origin());
      if (broken) {
        job.outcome()
            .complete(
                new Outcome.Failed(
                    new EngineFailedException("the engine failed", new IllegalStateException())));
      } else if (fast || (answersPlainPictures && job.frame().id().session().equals("plain"))) {
        finish(taken.size() - 1);
      }
    }

    /** Finishes a frame with an outcome that identifies it. */
    void finish(int frame) {
      taken.get(frame).complete(failed(frame));
    }

    @Override
    public boolean busy() {
      return busy;
    }

    @Override
    public long lastOutcomeNanos() {
      return alive ? System.nanoTime() : 0;
    }

    @Override
    public List<FrameRef> inProgressFor(Duration time) {
      return inProgress;
    }

    @Override
    public void close() {}
  }

  /** Records what is forwarded, and lets the test commit. */
  static final class RecordingHooks implements StreamTaskHooks<Outcome> {
    record Offset(long value) implements RecordPosition {}

    final List<Outcome> forwarded = new ArrayList<>();
    final List<RecordPosition> positions = new ArrayList<>();
    Runnable work = () -> {};
    long offset;

    @Override
    public void beforeCommit(Runnable wanted) {
      work = wanted;
    }

    @Override
    public RecordPosition here() {
      return new Offset(offset);
    }

    @Override
    public void forwardFrom(RecordPosition position, Record<String, Outcome> record) {
      positions.add(position);
      forwarded.add(record.value());
    }
  }

  private static final List<Outcome> KNOWN = new ArrayList<>();

  final HeldEngine engine = new HeldEngine();
  final HeldEngine other = new HeldEngine();
  final RecordingHooks hooks = new RecordingHooks();
  final FrameAccounting accounting = new FrameAccounting();
  final MockProcessorContext<String, Outcome> context = new MockProcessorContext<>();
  final MemoryStore store = new MemoryStore();
  final SuspectFrames suspects = new SuspectFrames(store);
  final SegmentProcessor processor =
      new SegmentProcessor(
          c -> hooks,
          new CameraRules<>(
              List.of(
                  new CameraRules.Rule<>(new CameraPattern("front"), engine),
                  new CameraRules.Rule<>(new CameraPattern("newest"), engine),
                  new CameraRules.Rule<>(new CameraPattern("rear"), other)),
              Optional.empty()),
          MAX_IN_FLIGHT,
          FreshnessRules.parse(List.of("newest=latest")),
          new EngineTimeouts(SHORT, SHORT),
          suspects,
          accounting,
          Clock.systemUTC());

  @BeforeEach
  void initialize() {
    KNOWN.clear();
    processor.init(context);
  }

  static Outcome failed(int frame) {
    while (KNOWN.size() <= frame) {
      KNOWN.add(new Outcome.Failed(new MalformedMessageException("frame " + KNOWN.size())));
    }
    return KNOWN.get(frame);
  }

  void process(int sequence) {
    process("front", sequence);
  }

  void process(String camera, int sequence) {
    hooks.offset = sequence;
    context.setRecordMetadata(FrameTopic.NAME, 0, sequence);
    processor.process(new Record<>(camera, Frames.of(camera, sequence), 0L, new RecordHeaders()));
  }

  void punctuate() {
    context.scheduledPunctuators().get(0).getPunctuator().punctuate(0);
  }
}
