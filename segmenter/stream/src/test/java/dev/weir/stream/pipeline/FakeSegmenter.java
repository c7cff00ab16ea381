package dev.weir.stream.pipeline;

import dev.weir.inference.ModelInfo;
import dev.weir.inference.Provider;
import dev.weir.inference.Segmenter;
import dev.weir.mask.ClassMap;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.model.Normalization;
import java.util.Map;

/** A segmenter without a network, with CamVid's classes. Subclasses fill in the classes. */
public abstract class FakeSegmenter implements Segmenter {
  private static final ClassMap CLASSES = ClassMap.CAMVID;

  private final ModelInfo model;

  /** Creates a segmenter whose ID is {@code name@digest}. */
  protected FakeSegmenter(String name, String digest) {
    ModelMetadata metadata =
        new ModelMetadata(
            name,
            1,
            CLASSES.classes().stream().map(ClassMap.Entry::name).toList(),
            CLASSES.classes().stream().map(ClassMap.Entry::rgb).toList(),
            Normalization.gray(0.5f, 0.5f),
            new InputSize(96, 64),
            Map.of());
    this.model = new ModelInfo(name, digest, metadata, CLASSES);
  }

  @Override
  public ModelInfo model() {
    return model;
  }

  @Override
  public Provider provider() {
    return Provider.CPU;
  }

  @Override
  public void close() {}
}
