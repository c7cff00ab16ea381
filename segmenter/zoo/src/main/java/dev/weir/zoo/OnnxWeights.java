package dev.weir.zoo;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
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
   * @throws IOException if it cannot be read
   * @throws WeightsException if it is no ONNX file
   */
  public static OnnxWeights read(Path file) throws IOException {
    Map<String, TensorProto> tensors = new HashMap<>();
    Map<String, String> properties = new HashMap<>();
    try (InputStream in = Files.newInputStream(file)) {
      ModelProto model = ModelProto.parseFrom(in);
      model.getGraph().getInitializerList().forEach(t -> tensors.put(t.getName(), t));
      model.getMetadataPropsList().forEach(p -> properties.put(p.getKey(), p.getValue()));
    } catch (InvalidProtocolBufferException e) {
      throw new WeightsException("%s: expected an ONNX file".formatted(file), e);
    }
    return new OnnxWeights(file, tensors, properties);
  }

  /**
   * What the file says of itself.
   *
   * @throws WeightsException if it is no model of Weir's
   */
  public ModelMetadata metadata() {
    try {
      return ModelMetadata.fromProperties(properties);
    } catch (IllegalArgumentException e) {
      throw new WeightsException(
          "%s: expected a model of Weir's: %s".formatted(file, e.getMessage()), e);
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
