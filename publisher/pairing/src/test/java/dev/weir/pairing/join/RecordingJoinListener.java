package dev.weir.pairing.join;

import dev.weir.mask.Mask;
import java.util.ArrayList;
import java.util.List;

/** Records a join's decisions, one line each. */
final class RecordingJoinListener implements JoinListener {
  final List<String> lines = new ArrayList<>();

  /** The offsets of the paired masks. */
  final List<Long> maskOffsets = new ArrayList<>();

  @Override
  public void paired(Pair pair, long maskOffset) {
    lines.add("paired " + pair.frame().id().sequence());
    maskOffsets.add(maskOffset);
  }

  @Override
  public void unpaired(Mask mask, UnpairedCause cause) {
    lines.add("unpaired " + mask.id().sequence() + " " + cause.label());
  }

  @Override
  public void duplicate(Mask mask) {
    lines.add("duplicate " + mask.id().sequence());
  }

  @Override
  public void passedOver(JoinFrame frame) {
    lines.add("passed over " + frame.offset());
  }
}
