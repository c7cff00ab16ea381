package dev.weir.zoo.model;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.weir.zoo.Parameter;
import dev.weir.zoo.weights.Float16;
import dev.weir.zoo.weights.Weights;
import dev.weir.zoo.weights.WeightsException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Weights of an ONNX file, its initializers by name: a deployed model is a checkpoint too. */
public final class OnnxWeights implements Weights {
  private final Path file;
  private final Map<String, TensorProto> tensors;
  private final Map<String, String> properties;

  private OnnxWeights(Path file, Map<String, TensorProto> tensors, Map<String, String> properties) {
    this.file = file;
    this.tensors = tensors;
    this.properties = properties;
  }

  /**
   * Reads a file.
   *
   * @throws WeightsException if it cannot be read, is not ONNX, or is damaged
   */
  public static OnnxWeights read(Path file) {
    try {
      ModelFile found = ModelFile.read(file);
      Map<String, TensorProto> tensors = new HashMap<>();
      found.model().getGraph().getInitializerList().forEach(t -> tensors.put(t.getName(), t));
      return new OnnxWeights(file, tensors, found.properties());
    } catch (ModelFileException e) {
      throw new WeightsException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Returns the file's metadata.
   *
   * @throws WeightsException if it is not a Weir model
   */
  public ModelMetadata metadata() {
    try {
      return ModelMetadata.fromProperties(properties);
    } catch (IllegalArgumentException e) {
      throw new WeightsException(
          "%s: expected a Weir model: %s".formatted(file, e.getMessage()), e);
    }
  }

  @Override
  public boolean has(String name) {
    return tensors.containsKey(name);
  }

  @Override
  public float[] values(Parameter parameter) {
    TensorProto tensor = tensors.get(parameter.name());
    if (tensor == null) {
      throw new WeightsException(
          "%s: no weight '%s'; expected a model of this network".formatted(file, parameter.name()));
    }
    List<Integer> shape = tensor.getDimsList().stream().map(Math::toIntExact).toList();
    if (!shape.equals(parameter.shape())) {
      throw new WeightsException(
          "%s: '%s' has shape %s, the network expects %s; it was trained at another width or for other classes"
              .formatted(file, parameter.name(), shape, parameter.shape()));
    }
    ByteBuffer bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[parameter.elements()];
    boolean half = tensor.getDataType() == TensorProto.DataType.FLOAT16_VALUE;
    if ((!half && tensor.getDataType() != TensorProto.DataType.FLOAT_VALUE)
        || bytes.remaining() != values.length * (half ? Short.BYTES : Float.BYTES)) {
      throw new WeightsException(
          "%s: '%s' is of type %d in %d bytes, expected raw float or half values"
              .formatted(file, parameter.name(), tensor.getDataType(), bytes.remaining()));
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = half ? Float16.toFloat(bytes.getShort()) : bytes.getFloat();
    }
    return values;
  }
}
