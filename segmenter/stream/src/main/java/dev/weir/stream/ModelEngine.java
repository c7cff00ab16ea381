package dev.weir.stream;

import dev.weir.image.Pixels;
import dev.weir.inference.ModelException;
import dev.weir.inference.Segmenter;
import dev.weir.mask.ClassMap;
import java.nio.ByteBuffer;

/** A model file as an engine, one frame at a time. The segmenter stays its owner's to close. */
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
  public void segment(Pixels frame, ByteBuffer classes) throws ModelException {
    segmenter.segment(frame.bgr(), 1, frame.height(), frame.width(), classes);
  }
}
