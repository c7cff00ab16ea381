package dev.weir.stream;

import dev.weir.inference.ModelException;
import dev.weir.inference.Segmenter;
import dev.weir.mask.ClassMap;
import java.nio.ByteBuffer;

/** A model file as an engine. The segmenter stays its owner's to close. */
public final class ModelEngine implements SegmentationEngine {
  private final Segmenter segmenter;

  /** On an open model. */
  public ModelEngine(Segmenter segmenter) {
    this.segmenter = segmenter;
  }

  @Override
  public ClassMap classes() {
    return segmenter.model().classes();
  }

  @Override
  public String model() {
    return segmenter.model().id();
  }

  @Override
  public void segment(ByteBuffer frames, int count, int width, int height, ByteBuffer classes)
      throws ModelException {
    segmenter.segment(frames, count, height, width, classes);
  }
}
