package dev.weir.pairing.accounting;

import dev.weir.frame.CameraId;
import dev.weir.frame.FrameId;
import dev.weir.frame.counts.DropCause;
import dev.weir.frame.counts.FrameCounts;
import dev.weir.mask.Mask;
import dev.weir.mask.ModelClasses;
import dev.weir.pairing.join.Pair;
import dev.weir.pairing.join.UnpairedCause;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One camera's frame accounting, rate and latency. The stage's thread writes, any thread reads:
 * every method locks.
 */
public final class CameraAccounting {
  private final CameraId id;
  private final SequenceCounter sequence;
  private final SlidingLatency latency = new SlidingLatency();
  private final FrameRate rate = new FrameRate();
  private long masks;
  private long passedOver;
  private long dead;
  private long unpaired;
  private long duplicates;
  private String model = "";
  private int width;
  private int height;
  private ClassShares shares = ClassShares.NONE;
  private String sharesOf = "";
  private @Nullable Instant lastPair;

  /** Starts with no counts; {@code fromTheStart} as in {@link SequenceCounter}. */
  public CameraAccounting(CameraId id, boolean fromTheStart) {
    this.id = id;
    this.sequence = new SequenceCounter(fromTheStart);
  }

  public synchronized void frameArrived(FrameId frame) {
    sequence.arrived(frame);
  }

  public synchronized void malformedFrameArrived() {
    sequence.arrivedUnnumbered();
  }

  /** Counts a mask that arrived, whether or not its frame is known yet. */
  public synchronized void maskArrived(Mask mask, Instant now) {
    rate.tick(now.toEpochMilli());
    latency.record(now.toEpochMilli(), Duration.between(mask.timing().captured(), now));
    model = mask.model();
  }

  public synchronized void paired(Pair pair, ClassShares classShares, Instant now) {
    masks++;
    width = pair.frame().width();
    height = pair.frame().height();
    shares = classShares;
    sharesOf = pair.mask().model();
    lastPair = now;
  }

  public synchronized void unpaired(Mask mask, UnpairedCause cause) {
    unpaired++;
    masks++;
    if (cause != UnpairedCause.FRAME_MALFORMED) {
      sequence.heardOf(mask.id()); // otherwise its record was counted when it arrived
    }
  }

  public synchronized void duplicate() {
    duplicates++;
  }

  public synchronized void passedOver() {
    passedOver++;
  }

  public synchronized void died() {
    dead++;
  }

  /** Returns the camera's status at {@code now}. */
  public synchronized CameraStatus status(Instant now, ModelClasses classes) {
    // A dead frame is also passed over, before or after its dead letter is read.
    Map<DropCause, Long> dropped =
        Map.of(
            DropCause.BEFORE_KAFKA,
            sequence.missing(),
            DropCause.NOT_SEGMENTED,
            Math.max(0, passedOver - dead));
    Map<String, Double> share = shares.byName(classes.of(sharesOf));
    return new CameraStatus(
        id,
        new FrameCounts(sequence.delivered(), masks, dropped, dead),
        unpaired,
        duplicates,
        rate.perSecond(now.toEpochMilli()),
        latency.summary(now.toEpochMilli()),
        model,
        width,
        height,
        share,
        lastPair);
  }
}
