package dev.weir.stream;

import dev.weir.inference.Inference;
import dev.weir.inference.ModelException;
import dev.weir.inference.PixelCost;
import dev.weir.mask.ClassMap;
import java.nio.ByteBuffer;

/** A model file as an engine. The inference stays its owner's to close. */
public final class ModelEngine implements SegmentationEngine {
  private final Inference inference;

  /** On an open model. */
  public ModelEngine(Inference inference) {
    this.inference = inference;
  }

  @Override
  public ClassMap classes() {
    return inference.model().classes();
  }

  @Override
  public String model() {
    return inference.id();
  }

  @Override
  public PixelCost cost() {
    return inference.cost();
  }

  @Override
  public void segment(ByteBuffer frames, int count, int width, int height, ByteBuffer classes)
      throws ModelException {
    inference.segment(frames, count, height, width, classes);
  }
}
