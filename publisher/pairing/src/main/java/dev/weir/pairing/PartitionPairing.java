package dev.weir.pairing;

import dev.weir.frame.CameraId;
import dev.weir.frame.Frame;
import dev.weir.frame.FrameId;
import dev.weir.frame.FrameRef;
import dev.weir.frame.MalformedMessageException;
import dev.weir.frame.kafka.DeadLetterTopic;
import dev.weir.frame.kafka.FrameDeserializer;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.mask.Mask;
import dev.weir.mask.MaskDeserializer;
import dev.weir.mask.MaskTopic;
import dev.weir.pairing.accounting.CameraAccounting;
import dev.weir.pairing.accounting.DeadRecordFilter;
import dev.weir.pairing.join.JoinFrame;
import dev.weir.pairing.join.JoinLimits;
import dev.weir.pairing.join.JoinListener;
import dev.weir.pairing.join.JoinPosition;
import dev.weir.pairing.join.MergeJoin;
import dev.weir.pairing.join.Pair;
import dev.weir.pairing.join.UnpairedCause;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * One partition of the three topics: reads its records, joins them, counts its cameras' frames and
 * computes the offset to commit. Only the stage's thread feeds it; any thread may call {@link
 * #accountings()}.
 */
final class PartitionPairing implements JoinListener {
  private static final JoinLimits LIMITS = new JoinLimits(32L << 20, 1024, 1024);

  private final int partition;
  private final FramesEndOffset framesEndOffset;
  private final PairHandler handler;
  private final PublisherOptions options;
  private final Map<CameraId, CameraAccounting> accountings = new ConcurrentHashMap<>();
  private final FrameDeserializer frames;
  private final MaskDeserializer masks;
  private final IdentityHashMap<Mask, Long> maskOffsets =
      new IdentityHashMap<>(); // of masks in the join
  private final DeadRecordFilter dead;
  private @Nullable MergeJoin join;
  private boolean fromTheStart;
  private long masksNext = -1;

  /** Starts at the frame of the first mask, unless {@link #startAt} sets the position. */
  PartitionPairing(
      int partition,
      long deadNext,
      FramesEndOffset framesEndOffset,
      PairHandler handler,
      PublisherOptions options) {
    this.partition = partition;
    this.framesEndOffset = framesEndOffset;
    this.dead = new DeadRecordFilter(deadNext);
    this.handler = handler;
    this.options = options;
    this.frames = new FrameDeserializer(options.maxPixels());
    this.masks = new MaskDeserializer(options.maxPixels());
  }

  /**
   * Starts at a given frame.
   *
   * @param frontier earlier frames were already paired; masks that name them are duplicates
   * @param firstReadable earlier frames are gone; masks that name them stay unpaired
   */
  void startAt(long frontier, long firstReadable) {
    MergeJoin started = new MergeJoin(frontier, LIMITS, this);
    started.framesReadUpTo(firstReadable);
    fromTheStart = Math.max(frontier, firstReadable) == 0;
    dead.countFrom(frontier);
    join = started;
  }

  /** Returns whether the starting position on the frames topic is known. */
  boolean started() {
    return join != null;
  }

  /**
   * Takes a record of the masks topic.
   *
   * @return the frame offset to seek to if this mask determined the starting position
   */
  OptionalLong mask(ConsumerRecord<byte[], byte[]> record) {
    masksNext = record.offset() + 1;
    Mask mask;
    try {
      mask = read(record);
    } catch (
        // a MalformedMessageException, or a bug of ours with an unusual record
        RuntimeException e) {
      handler.malformedMask(record, e);
      return OptionalLong.empty();
    }
    accountingOf(mask.id().camera()).maskArrived(mask, options.clock().instant());
    if (!isOurs(mask.frameRef())) {
      unpaired(mask, UnpairedCause.FOREIGN_REFERENCE);
      return OptionalLong.empty();
    }
    OptionalLong seek = OptionalLong.empty();
    if (join == null) {
      OptionalLong end = framesEndOffset.ask();
      if (end.isPresent() && mask.frameRef().offset() >= end.getAsLong()) {
        unpaired(mask, UnpairedCause.FRAME_BEYOND_END);
        return OptionalLong.empty();
      }
      seek = OptionalLong.of(mask.frameRef().offset());
      startAt(seek.getAsLong(), seek.getAsLong());
    }
    maskOffsets.put(mask, record.offset());
    join().mask(mask, record.offset());
    return seek;
  }

  private Mask read(ConsumerRecord<byte[], byte[]> record) {
    Mask mask = masks.deserialize(record.topic(), record.headers(), record.value());
    if (mask == null) {
      throw new MalformedMessageException("a record without a value; expected a mask");
    }
    return mask;
  }

  /** Takes a record of the frames topic. */
  void frame(ConsumerRecord<byte[], byte[]> record) {
    if (record.offset() < join().framesNext()) {
      handler.malformed(where(record), "offset went back: the topic was made anew; starting over");
      // The waiting masks were made from frames of the previous topic.
      List.copyOf(maskOffsets.keySet()).forEach(m -> unpaired(m, UnpairedCause.FRAME_EXPIRED));
      startAt(0, record.offset());
    }
    JoinFrame slot = slot(record);
    if (slot.frame() != null) {
      accountingOf(slot.frame().id().camera()).frameArrived(slot.frame().id());
    } else if (slot.camera() != null) {
      accountingOf(slot.camera()).malformedFrameArrived();
    }
    join().frame(slot);
  }

  /** Reports that no frame before this offset will arrive anymore. */
  void framesReadUpTo(long offset) {
    join().framesReadUpTo(offset);
  }

  /** Checks whether the frame that the first mask waits for exists. */
  void askForFramesEnd() {
    if (join().wantsFramesEnd()) {
      framesEndOffset.ask().ifPresent(join()::framesEndAt);
    }
  }

  /** Takes a record of the dead-letter topic. */
  void dead(ConsumerRecord<byte[], byte[]> record) {
    Header origin = record.headers().lastHeader(DeadLetterTopic.ORIGIN);
    CameraId camera = camera(record);
    byte[] place = origin == null ? null : origin.value();
    try {
      FrameRef ref = FrameRef.parse(place == null ? "" : new String(place, StandardCharsets.UTF_8));
      if (dead.isNew(record.offset(), isOurs(ref) ? ref.offset() : -1) && camera != null) {
        accountingOf(camera).died();
      }
    } catch (IllegalArgumentException e) {
      dead.isNew(record.offset(), -1);
      handler.malformed(where(record), DeadLetterTopic.ORIGIN + ": " + e.getMessage());
    }
  }

  boolean wantsFrames() {
    return join != null && join.wantsFrames();
  }

  boolean wantsMasks() {
    return join == null || join.wantsMasks();
  }

  boolean waitsForFrames() {
    return join != null && join.waitingMasks() > 0;
  }

  /**
   * Returns the offset to commit once all output is acknowledged, or null if nothing was read yet.
   */
  @Nullable OffsetAndMetadata committable() {
    if (masksNext < 0 || join == null) {
      return null;
    }
    return new OffsetAndMetadata(
        join.firstWaiting().orElse(masksNext),
        new JoinPosition(join.frontier(), dead.next()).toString());
  }

  /** Returns the frame accounting of the partition's cameras. */
  Collection<CameraAccounting> accountings() {
    return List.copyOf(accountings.values());
  }

  @Override
  public void paired(Pair pair) {
    long offset = Objects.requireNonNull(maskOffsets.remove(pair.mask()));
    handler.paired(
        pair,
        new FrameRef(MaskTopic.NAME, partition, offset),
        accountingOf(pair.frame().id().camera()));
  }

  @Override
  public void unpaired(Mask mask, UnpairedCause cause) {
    maskOffsets.remove(mask);
    accountingOf(mask.id().camera()).unpaired(mask, cause);
    handler.unpaired(mask.id() + " frame=" + mask.frameRef(), cause);
  }

  @Override
  public void duplicate(Mask mask) {
    maskOffsets.remove(mask);
    accountingOf(mask.id().camera()).duplicate();
  }

  @Override
  public void passedOver(JoinFrame slot) {
    if (slot.camera() != null) {
      accountingOf(slot.camera()).passedOver();
    }
  }

  private JoinFrame slot(ConsumerRecord<byte[], byte[]> record) {
    try {
      Frame frame = frames.deserialize(record.topic(), record.headers(), record.value());
      if (frame != null) {
        return JoinFrame.of(record.offset(), frame);
      }
      handler.malformed(where(record), "no value, expected a frame");
    } catch (
        // a MalformedMessageException, or a bug of ours with an unusual record
        RuntimeException e) {
      handler.malformed(where(record), String.valueOf(e.getMessage()));
    }
    return JoinFrame.malformed(record.offset(), camera(record));
  }

  private CameraAccounting accountingOf(CameraId camera) {
    return accountings.computeIfAbsent(camera, id -> new CameraAccounting(id, fromTheStart));
  }

  private MergeJoin join() {
    if (join == null) {
      throw new IllegalStateException("partition " + partition + ": not started yet");
    }
    return join;
  }

  private boolean isOurs(FrameRef ref) {
    return ref.topic().equals(FrameTopic.NAME) && ref.partition() == partition;
  }

  /**
   * The camera in whose books a record is that could not be read whole: by its {@code ce_id}, as
   * for every frame that can be read, and by its key where it has none. A dead record says the same
   * as the frame it was made of.
   */
  private static @Nullable CameraId camera(ConsumerRecord<byte[], byte[]> record) {
    Header id = record.headers().lastHeader("ce_id");
    byte[] named = id == null ? null : id.value();
    if (named != null) {
      try {
        return FrameId.parse(new String(named, StandardCharsets.UTF_8)).camera();
      } catch (IllegalArgumentException e) {
        // The key may still say it.
      }
    }
    byte[] key = record.key();
    try {
      return key == null ? null : new CameraId(new String(key, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return null; // a record of another producer: it counts for no camera
    }
  }

  static String where(ConsumerRecord<byte[], byte[]> record) {
    return record.topic() + "-" + record.partition() + "@" + record.offset();
  }
}
