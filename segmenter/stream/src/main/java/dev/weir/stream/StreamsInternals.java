package dev.weir.stream;

import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * The only class that uses Kafka Streams' internals. Kafka offers no hook between "records
 * processed" and "offsets committed", so a store without data poses as a cache: {@code
 * StreamTask.prepareCommit} flushes caches first, then the producer, and only then collects the
 * offsets. Forwarding during the flush is allowed once node and record context are set, just as a
 * flushed cache sets them.
 *
 * <p>{@code CommitHookTest} fails if a Kafka version behaves differently.
 */
final class StreamsInternals<V> implements StreamTaskHooks<V> {
  private static final String STORE = "before-commit";

  private record InputSpot(ProcessorRecordContext context) implements RecordPosition {}

  private final InternalProcessorContext<String, V> context;
  private final ProcessorNode<?, ?, ?, ?> node;
  private final Hook hook;

  private StreamsInternals(InternalProcessorContext<String, V> context) {
    this.context = context;
    this.node = context.currentNode();
    this.hook = context.getStateStore(STORE);
  }

  /**
   * Returns the hooks of the processor that is being initialized. The processor's supplier must add
   * {@link #store()}.
   */
  static <V> StreamTaskHooks<V> of(ProcessorContext<String, V> context) {
    return new StreamsInternals<>((InternalProcessorContext<String, V>) context);
  }

  /** Returns the store that must be connected to the processor. */
  static StoreBuilder<?> store() {
    return new HookBuilder();
  }

  @Override
  public void beforeCommit(Runnable work) {
    hook.work = work;
  }

  @Override
  public RecordPosition here() {
    return new InputSpot(context.recordContext());
  }

  @Override
  public void forwardFrom(RecordPosition position, Record<String, V> record) {
    ProcessorNode<?, ?, ?, ?> nodeBefore = context.currentNode();
    ProcessorRecordContext contextBefore = context.recordContext();
    context.setCurrentNode(node);
    context.setRecordContext(((InputSpot) position).context());
    try {
      context.forward(record);
    } finally {
      context.setRecordContext(contextBefore);
      context.setCurrentNode(nodeBefore);
    }
  }

  /** Stores no data. Its flush runs the work before a commit. */
  private static final class Hook implements StateStore, CachedStateStore<Object, Object> {
    private Runnable work = () -> {};
    private boolean open;

    @Override
    public String name() {
      return STORE;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
      context.register(root, (key, value) -> {});
      open = true;
    }

    @Override
    public void flushCache() {
      work.run();
    }

    @Override
    public void clearCache() {}

    @Override
    public boolean setFlushListener(CacheFlushListener<Object, Object> listener, boolean old) {
      return false;
    }

    @Override
    public void close() {
      open = false;
      work = () -> {};
    }

    @Override
    public boolean persistent() {
      return false;
    }

    @Override
    public boolean isOpen() {
      return open;
    }
  }

  private static final class HookBuilder implements StoreBuilder<Hook> {
    @Override
    public StoreBuilder<Hook> withCachingEnabled() {
      return this;
    }

    @Override
    public StoreBuilder<Hook> withCachingDisabled() {
      return this;
    }

    @Override
    public StoreBuilder<Hook> withLoggingEnabled(Map<String, String> config) {
      return this;
    }

    @Override
    public StoreBuilder<Hook> withLoggingDisabled() {
      return this;
    }

    @Override
    public Hook build() {
      return new Hook();
    }

    @Override
    public Map<String, String> logConfig() {
      return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
      return false;
    }

    @Override
    public String name() {
      return STORE;
    }
  }
}
