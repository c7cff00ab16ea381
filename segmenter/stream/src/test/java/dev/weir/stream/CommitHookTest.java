package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Checks that Kafka Streams, in any version, behaves as {@link StreamsInternals} needs. */
@DisplayName("The work before a commit")
class CommitHookTest {
  /** The callers of the work before commits. */
  private static final List<String> CALLERS = new ArrayList<>();

  private static final List<String> REFUSED = new ArrayList<>();

  /** Forwards nothing until a commit. */
  private static final class Holder implements Processor<String, String, String, String> {
    private record Held(Record<String, String> record, StreamTaskHooks.RecordPosition position) {}

    private final Queue<Held> held = new ArrayDeque<>();
    private StreamTaskHooks<String> hooks;

    @Override
    public void init(ProcessorContext<String, String> context) {
      hooks = StreamsInternals.of(context);
      hooks.beforeCommit(this::release);
    }

    @Override
    public void process(Record<String, String> record) {
      held.add(new Held(record, hooks.here()));
    }

    private void release() {
      StackWalker.getInstance()
          .forEach(f -> CALLERS.add(f.getClassName() + "." + f.getMethodName()));
      while (!held.isEmpty()) {
        Held one = held.remove();
        hooks.forwardFrom(one.position(), one.record());
      }
    }
  }

  /** Reports the position of each record, or rejects the record. */
  private static final class Child extends ContextualProcessor<String, String, String, String> {
    @Override
    public void process(Record<String, String> record) {
      if (record.value().startsWith("bad")) {
        throw new IllegalArgumentException("refused " + record.value());
      }
      var place = context().recordMetadata().orElseThrow();
      context().forward(record.withValue(record.value() + "@" + place.offset()));
    }
  }

  /** Public because Kafka Streams creates it by class name. */
  public static final class Refusals implements ProcessingExceptionHandler {
    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception e) {
      REFUSED.add("%s@%d %s".formatted(context.topic(), context.offset(), e.getMessage()));
      REFUSED.add(new String(context.sourceRawValue(), java.nio.charset.StandardCharsets.UTF_8));
      return Response.resume();
    }
  }

  private static Topology topology() {
    return new Topology()
        .addSource("in", new StringDeserializer(), new StringDeserializer(), "in")
        .addProcessor(
            "holder",
            new ProcessorSupplier<String, String, String, String>() {
              @Override
              public Processor<String, String, String, String> get() {
                return new Holder();
              }

              @Override
              public Set<StoreBuilder<?>> stores() {
                return Set.of(StreamsInternals.store());
              }
            },
            "in")
        .addProcessor("child", Child::new, "holder")
        .addSink("out", "out", new StringSerializer(), new StringSerializer(), "child");
  }

  @Test
  void isDoneByTheTaskAndForwardsAsTheRecordsThatWereHeld() {
    // Given
    CALLERS.clear();
    REFUSED.clear();
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "hook");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
    settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, Refusals.class);
    try (TopologyTestDriver driver = new TopologyTestDriver(topology(), settings)) {
      TestInputTopic<String, String> in =
          driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
      TestOutputTopic<String, String> out =
          driver.createOutputTopic("out", new StringDeserializer(), new StringDeserializer());

      // When
      in.pipeInput("k", "a");
      in.pipeInput("k", "bad");
      in.pipeInput("k", "b");

      // Then
      assertThat(out.readValuesToList()).containsExactly("a@0", "b@2");
      assertThat(REFUSED).containsExactly("in@1 refused bad", "bad");
      assertThat(CALLERS)
          .as("a new Kafka does the work elsewhere: see the decision record on the commit hook")
          .contains("org.apache.kafka.streams.processor.internals.StreamTask.prepareCommit");
    }
  }
}
