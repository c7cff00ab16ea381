package dev.weir.zoo.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.zoo.Parameter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Weights of a safetensors file (huggingface.co/docs/safetensors): eight bytes of header length,
 * JSON with type, shape and position of each tensor, then the values, little endian. F32 only.
 */
public final class Safetensors implements Weights {
  private record Tensor(List<Integer> shape, FloatBuffer values) {}

  private final Path file;
  private final Map<String, Tensor> tensors;

  private Safetensors(Path file, Map<String, Tensor> tensors) {
    this.file = file;
    this.tensors = tensors;
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read
   * @throws WeightsException if it is not a safetensors file
   */
  public static Safetensors read(Path file) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.wrap(WholeFile.read(file, "a safetensors file")).order(ByteOrder.LITTLE_ENDIAN);
    long headerLength = bytes.remaining() < Long.BYTES ? -1 : bytes.getLong();
    if (headerLength < 2 || headerLength > bytes.remaining()) {
      throw new WeightsException(
          "%s: expected a safetensors file, found a header of %d in %d bytes"
              .formatted(file, headerLength, bytes.limit()));
    }
    byte[] header = new byte[(int) headerLength];
    bytes.get(header);
    JsonNode entries = json(file, header);
    ByteBuffer data = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    Map<String, Tensor> tensors = new HashMap<>();
    for (Map.Entry<String, JsonNode> e : entries.properties()) {
      if (!e.getKey().equals("__metadata__")) {
        tensors.put(e.getKey(), tensor(file, e.getKey(), e.getValue(), data));
      }
    }
    return new Safetensors(file, tensors);
  }

  private static JsonNode json(Path file, byte[] header) {
    try {
      return new ObjectMapper().readTree(header);
    } catch (IOException e) {
      throw new WeightsException(
          "%s: expected a safetensors file, but its header is not JSON".formatted(file), e);
    }
  }

  private static Tensor tensor(Path file, String name, JsonNode entry, ByteBuffer data) {
    String type = entry.path("dtype").asText();
    if (!type.equals("F32")) {
      throw new WeightsException(
          "%s: '%s' is %s, expected F32; convert it first".formatted(file, name, type));
    }
    List<Integer> shape = new ArrayList<>();
    entry.path("shape").forEach(n -> shape.add(n.asInt()));
    long begin = entry.path("data_offsets").path(0).asLong(-1);
    long end = entry.path("data_offsets").path(1).asLong(-1);
    long length = shape.stream().mapToLong(Integer::longValue).reduce(4, Math::multiplyExact);
    if (begin < 0 || end > data.limit() || end - begin != length) {
      throw new WeightsException(
          "%s: '%s' is at bytes %d to %d, expected %d bytes within %d; the file is damaged"
              .formatted(file, name, begin, end, length, data.limit()));
    }
    ByteBuffer values = data.slice((int) begin, (int) length).order(ByteOrder.LITTLE_ENDIAN);
    return new Tensor(shape, values.asFloatBuffer());
  }

  @Override
  public boolean has(String name) {
    return tensors.containsKey(name);
  }

  @Override
  public float[] values(Parameter parameter) {
    Tensor tensor = tensors.get(parameter.name());
    if (tensor == null) {
      throw new WeightsException(
          "%s: no weight '%s'; expected a file of this network".formatted(file, parameter.name()));
    }
    if (!tensor.shape.equals(parameter.shape())) {
      throw new WeightsException(
          "%s: '%s' has shape %s, the network expects %s; it was trained at another width or for other classes"
              .formatted(file, parameter.name(), tensor.shape, parameter.shape()));
    }
    float[] values = new float[parameter.elements()];
    tensor.values.get(0, values);
    return values;
  }
}
