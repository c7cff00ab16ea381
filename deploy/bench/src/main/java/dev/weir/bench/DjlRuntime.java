package dev.weir.bench;

import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;

/** Deep Java Library (DJL) with its ONNX Runtime engine, on the same ONNX Runtime as Weir. */
final class DjlRuntime implements NetworkRuntime {
  private final ZooModel<NDList, NDList> model;
  private final Predictor<NDList, NDList> predictor;
  private final Shape shape;

  /**
   * Opens a network's file for inputs of one shape.
   *
   * @throws IOException if it cannot be loaded
   */
  DjlRuntime(Path file, int threads, long... shape) throws IOException {
    this.shape = new Shape(shape);
    // Otherwise DJL sends usage statistics to its maker's server.
    System.setProperty("OPT_OUT_TRACKING", "true");
    try {
      this.model =
          Criteria.builder()
              .setTypes(NDList.class, NDList.class)
              .optEngine("OnnxRuntime")
              .optModelPath(file)
              .optOption("intraOpNumThreads", Integer.toString(threads))
              .optTranslator(new NoopTranslator())
              .build()
              .loadModel();
    } catch (ai.djl.ModelException e) {
      throw new IOException("DJL cannot load %s: %s".formatted(file, e.getMessage()), e);
    }
    this.predictor = model.newPredictor();
  }

  @Override
  public String name() {
    return "djl";
  }

  @Override
  public float[] run(FloatBuffer image) throws TranslateException {
    try (NDManager manager = model.getNDManager().newSubManager()) {
      NDList input = new NDList(manager.create(image.duplicate().clear(), shape, DataType.FLOAT32));
      try (NDList scores = predictor.predict(input)) {
        return scores.get(0).toFloatArray();
      }
    }
  }

  @Override
  public void close() {
    predictor.close();
    model.close();
  }
}
