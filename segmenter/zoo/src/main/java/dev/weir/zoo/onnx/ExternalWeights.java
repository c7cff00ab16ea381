package dev.weir.zoo.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** Weights in a separate file next to the ONNX file, where newer PyTorch exporters put them. */
public final class ExternalWeights {
  private static final long MOST = Integer.MAX_VALUE;

  private ExternalWeights() {}

  /**
   * The model with all weights included.
   *
   * @throws IOException if the separate file cannot be read
   * @throws IllegalArgumentException if there is none, or it is too large for one file
   */
  public static ModelProto inlined(ModelProto model, Path file) throws IOException {
    ModelProto.Builder whole = model.toBuilder();
    GraphProto.Builder graph = whole.getGraphBuilder();
    long bytes = model.getSerializedSize();
    for (int i = 0; i < graph.getInitializerCount(); i++) {
      TensorProto tensor = graph.getInitializer(i);
      if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
        ByteString content = content(tensor, file);
        bytes += content.size();
        if (bytes > MOST) {
          throw new IllegalArgumentException(
              "%s: its weights are larger than 2 GiB, the limit of an ONNX file; export it with half floats"
                  .formatted(file));
        }
        graph.setInitializer(
            i, tensor.toBuilder().clearDataLocation().clearExternalData().setRawData(content));
      }
    }
    return whole.build();
  }

  private static ByteString content(TensorProto tensor, Path file) throws IOException {
    Map<String, String> where =
        tensor.getExternalDataList().stream()
            .collect(
                Collectors.toMap(
                    StringStringEntryProto::getKey, StringStringEntryProto::getValue, (a, b) -> b));
    String location = where.getOrDefault("location", "");
    Path folder = file.toAbsolutePath().normalize().getParent();
    Path beside = folder == null ? null : folder.resolve(location).normalize();
    if (beside == null || !beside.startsWith(folder) || !Files.isRegularFile(beside)) {
      throw new IllegalArgumentException(
          "%s: the weights of '%s' are in the file '%s': expected that file next to it"
              .formatted(file, tensor.getName(), location));
    }
    try (RandomAccessFile in = new RandomAccessFile(beside.toFile(), "r")) {
      long offset = Long.parseLong(where.getOrDefault("offset", "0"));
      long length =
          where.containsKey("length")
              ? Long.parseLong(where.getOrDefault("length", "0"))
              : in.length() - offset;
      if (offset < 0 || length < 0 || length > MOST || offset > in.length() - length) {
        throw new IllegalArgumentException(
            "%s: the weights of '%s' are %d bytes at offset %d of '%s', which has %d bytes: expected the file that was exported with it"
                .formatted(file, tensor.getName(), length, offset, location, in.length()));
      }
      byte[] bytes = new byte[(int) length];
      in.seek(offset);
      in.readFully(bytes);
      return ByteString.copyFrom(bytes);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s: the weights of '%s' are at %s: expected offset and length as numbers"
              .formatted(file, tensor.getName(), where),
          e);
    }
  }
}
