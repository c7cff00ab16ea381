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
import dev.weir.pairing.accounting.CameraAccounting;
import dev.weir.pairing.accounting.DeadRecordFilter;
import dev.weir.pairing.join.JoinFrame;
import dev.weir.pairing.join.JoinLimits;
import dev.weir.pairing.join.JoinPosition;
import dev.weir.pairing.join.MergeJoin;
import dev.weir.pairing.join.UnpairedCause;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * One partition of the three topics. Reads each record and gives it to the {@link MergeJoin}, which
 * gives its results to {@link PartitionResults}: records move in one direction. Also computes the
 * offset to commit. Only the stage's thread feeds it; any thread may call {@link #accountings()}.
 */
final class PartitionPairing {
  private static final JoinLimits LIMITS = new JoinLimits(32L << 20, 1024, 1024);

  private final int partition;
  private final FramesCursor cursor;
  private final PairHandler handler;
  private final PartitionResults results;
  private final PublisherOptions options;
  private final FrameDeserializer frames;
  private final MaskDeserializer masks;
  private final DeadRecordFilter dead;
  private @Nullable MergeJoin join;
  private long masksNext = -1;

  /** Starts at the frame of the first mask, unless {@link #startAt} sets the position. */
  PartitionPairing(
      int partition,
      long deadNext,
      FramesCursor cursor,
      PairHandler handler,
      PublisherOptions options) {
    this.partition = partition;
    this.cursor = cursor;
    this.dead = new DeadRecordFilter(deadNext);
    this.handler = handler;
    this.results = new PartitionResults(partition, handler);
    this.options = options;
    this.frames = new FrameDeserializer(options.maxPixels());
    this.masks = new MaskDeserializer(options.maxPixels());
  }

  /**
   * Starts at a given frame, and moves the frames' cursor there.
   *
   * @param frontier earlier frames were already paired; masks that name them are duplicates
   * @param firstReadable earlier frames are gone; masks that name them stay unpaired
   */
  void startAt(long frontier, long firstReadable) {
    joinFrom(frontier, firstReadable);
    cursor.seek(firstReadable);
  }

  private void joinFrom(long frontier, long firstReadable) {
    MergeJoin started = new MergeJoin(frontier, LIMITS, results);
    started.framesReadUpTo(firstReadable);
    results.countFromTheStart(Math.max(frontier, firstReadable) == 0);
    dead.countFrom(frontier);
    join = started;
  }

  /** Returns whether the starting position on the frames topic is known. */
  boolean started() {
    return join != null;
  }

  /** Takes a record of the masks topic. The first mask determines where frames are read. */
  void mask(ConsumerRecord<byte[], byte[]> record) {
    masksNext = record.offset() + 1;
    Mask mask;
    try {
      mask = read(record);
    } catch (
        // a MalformedMessageException, or a bug of ours with an unusual record
        RuntimeException e) {
      handler.malformedMask(record, e);
      return;
    }
    results.of(mask.id().camera()).maskArrived(mask, options.clock().instant());
    FrameRef frame = mask.frameRef();
    if (!isOurs(frame)) {
      results.unpaired(mask, UnpairedCause.FOREIGN_REFERENCE);
      return;
    }
    if (join == null) {
      OptionalLong end = cursor.end();
      if (end.isPresent() && frame.offset() >= end.getAsLong()) {
        results.unpaired(mask, UnpairedCause.FRAME_BEYOND_END);
        return;
      }
      startAt(frame.offset(), frame.offset());
    }
    join().mask(mask, record.offset());
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
      handler.malformed(record, "its offset is lower than before: the topic was created again");
      join().abandon(); // the waiting masks were made from frames of the previous topic
      joinFrom(0, record.offset());
    }
    JoinFrame slot = slot(record);
    if (slot.frame() != null) {
      results.of(slot.frame().id().camera()).frameArrived(slot.frame().id());
    } else if (slot.camera() != null) {
      results.of(slot.camera()).malformedFrameArrived();
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
      cursor.end().ifPresent(join()::framesEndAt);
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
        results.of(camera).died();
      }
    } catch (IllegalArgumentException e) {
      dead.isNew(record.offset(), -1);
      handler.malformed(record, DeadLetterTopic.ORIGIN + ": " + e.getMessage());
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
    return results.accountings();
  }

  private JoinFrame slot(ConsumerRecord<byte[], byte[]> record) {
    try {
      Frame frame = frames.deserialize(record.topic(), record.headers(), record.value());
      if (frame != null) {
        return JoinFrame.of(record.offset(), frame);
      }
      handler.malformed(record, "no value, expected a frame");
    } catch (
        // a MalformedMessageException, or a bug of ours with an unusual record
        RuntimeException e) {
      handler.malformed(record, String.valueOf(e.getMessage()));
    }
    return JoinFrame.malformed(record.offset(), camera(record));
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
   * Returns the camera for which a record counts that cannot be read as a whole: the camera in its
   * {@code ce_id}, or else its key. A dead letter has the same headers and key as its frame.
   */
  private static @Nullable CameraId camera(ConsumerRecord<byte[], byte[]> record) {
    Header id = record.headers().lastHeader("ce_id");
    byte[] named = id == null ? null : id.value();
    if (named != null) {
      try {
        return FrameId.parse(new String(named, StandardCharsets.UTF_8)).camera();
      } catch (IllegalArgumentException e) {
        // the key may still name it
      }
    }
    byte[] key = record.key();
    try {
      return key == null ? null : new CameraId(new String(key, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return null; // another program wrote it: it counts for no camera
    }
  }
}
