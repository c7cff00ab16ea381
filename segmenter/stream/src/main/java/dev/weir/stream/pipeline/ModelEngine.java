package dev.weir.stream.pipeline;

import dev.weir.inference.ModelException;
import dev.weir.inference.PixelCost;
import dev.weir.inference.Segmenter;
import dev.weir.mask.ClassMap;
import java.nio.ByteBuffer;

/** Runs a model file as an engine. The caller keeps ownership of the segmenter and closes it. */
public final class ModelEngine implements SegmentationEngine {
  private final Segmenter segmenter;

  /** Creates an engine on an open model. */
  public ModelEngine(Segmenter segmenter) {
    this.segmenter = segmenter;
  }

  @Override
  public ClassMap classes() {
    return segmenter.model().classes();
  }

  @Override
  public String model() {
    return segmenter.id();
  }

  @Override
  public PixelCost cost() {
    return segmenter.cost();
  }

  @Override
  public void segment(ByteBuffer frames, int count, int width, int height, ByteBuffer classes)
      throws ModelException {
    segmenter.segment(frames, count, height, width, classes);
  }
}
