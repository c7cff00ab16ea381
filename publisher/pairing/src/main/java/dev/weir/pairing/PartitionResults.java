package dev.weir.pairing;

import dev.weir.frame.CameraId;
import dev.weir.frame.FrameRef;
import dev.weir.mask.Mask;
import dev.weir.mask.MaskTopic;
import dev.weir.pairing.accounting.CameraAccounting;
import dev.weir.pairing.join.JoinFrame;
import dev.weir.pairing.join.JoinListener;
import dev.weir.pairing.join.Pair;
import dev.weir.pairing.join.UnpairedCause;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Receives the results of one partition's join: counts each of them and hands it to the {@link
 * PairHandler}. Only the stage's thread feeds it; any thread may call {@link #accountings()}.
 */
final class PartitionResults implements JoinListener {
  private final int partition;
  private final PairHandler handler;
  private final Map<CameraId, CameraAccounting> accountings = new ConcurrentHashMap<>();
  private boolean fromTheStart;

  PartitionResults(int partition, PairHandler handler) {
    this.partition = partition;
    this.handler = handler;
  }

  /** Sets whether cameras that are new from now on are seen from their very first frame. */
  void countFromTheStart(boolean whole) {
    fromTheStart = whole;
  }

  /** Returns a camera's frame accounting, new if this is its first record. */
  CameraAccounting of(CameraId camera) {
    return accountings.computeIfAbsent(camera, id -> new CameraAccounting(id, fromTheStart));
  }

  /** Returns the frame accounting of the partition's cameras. */
  Collection<CameraAccounting> accountings() {
    return List.copyOf(accountings.values());
  }

  @Override
  public void paired(Pair pair, long maskOffset) {
    handler.paired(
        pair, new FrameRef(MaskTopic.NAME, partition, maskOffset), of(pair.frame().id().camera()));
  }

  @Override
  public void unpaired(Mask mask, UnpairedCause cause) {
    of(mask.id().camera()).unpaired(mask, cause);
    handler.unpaired(mask.id() + " frame=" + mask.frameRef(), cause);
  }

  @Override
  public void duplicate(Mask mask) {
    of(mask.id().camera()).duplicate();
  }

  @Override
  public void passedOver(JoinFrame frame) {
    if (frame.camera() != null) {
      of(frame.camera()).passedOver();
    }
  }
}
