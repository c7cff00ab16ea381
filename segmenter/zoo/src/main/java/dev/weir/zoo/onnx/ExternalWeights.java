package dev.weir.zoo.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import dev.weir.zoo.weights.WholeFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Weights in a separate file next to the ONNX file, where newer PyTorch exporters put them. A model
 * may come from anyone, so only files in its own folder are read: no absolute path, no {@code ..},
 * and no symbolic link that leads out of the folder.
 */
public final class ExternalWeights {
  private static final long MAX_BYTES = Integer.MAX_VALUE;

  private final Path file;
  private long bytes;

  private ExternalWeights(Path file, long bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  /** Whether any weight of a model is in another file. */
  public static boolean isUsedBy(ModelProto model) {
    boolean[] found = {false};
    new TensorVisitor<RuntimeException>(
            tensor -> {
              found[0] |= isExternal(tensor);
              return tensor;
            })
        .model(model);
    return found[0];
  }

  /**
   * The model with all weights included, wherever it has them: in its graph, in graphs inside
   * nodes, in constants and in functions.
   *
   * @throws IOException if the separate file cannot be read
   * @throws IllegalArgumentException if it is not in the model's folder, does not contain the
   *     weights, or the model would be too large for one file
   */
  public static ModelProto inlined(ModelProto model, Path file) throws IOException {
    if (!isUsedBy(model)) {
      return model;
    }
    ExternalWeights weights = new ExternalWeights(file, model.getSerializedSize());
    return new TensorVisitor<IOException>(weights::inlined).model(model);
  }

  private static boolean isExternal(TensorProto tensor) {
    return tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL
        || tensor.getExternalDataCount() > 0;
  }

  private TensorProto inlined(TensorProto tensor) throws IOException {
    if (!isExternal(tensor)) {
      return tensor;
    }
    return tensor.toBuilder()
        .clearDataLocation()
        .clearExternalData()
        .setRawData(content(tensor))
        .build();
  }

  private ByteString content(TensorProto tensor) throws IOException {
    Map<String, String> entries = new HashMap<>();
    for (StringStringEntryProto entry : tensor.getExternalDataList()) {
      if (entries.put(entry.getKey(), entry.getValue()) != null) {
        throw new IllegalArgumentException(
            "%s: the weights of '%s' have '%s' twice: expected it once; export the model again"
                .formatted(file, tensor.getName(), entry.getKey()));
      }
    }
    String location = entries.getOrDefault("location", "");
    Path data = data(tensor.getName(), location);
    long size = size(data, tensor.getName(), location);
    long offset = number(tensor.getName(), "offset", entries.getOrDefault("offset", "0"));
    long length =
        number(
            tensor.getName(),
            "length",
            entries.getOrDefault("length", Long.toString(Math.max(0, size - offset))));
    if (offset > size || length > size - offset) {
      throw new IllegalArgumentException(
          "%s: the weights of '%s' are %d bytes at offset %d of '%s', which has %d bytes: expected the file that was exported with the model"
              .formatted(file, tensor.getName(), length, offset, location, size));
    }
    if (length > MAX_BYTES - bytes) {
      throw new IllegalArgumentException(
          "%s: its weights are larger than 2 GiB, the limit of an ONNX file; export it with half floats"
              .formatted(file));
    }
    bytes += length;
    byte[] content = new byte[(int) length];
    try (RandomAccessFile in = new RandomAccessFile(data.toFile(), "r")) {
      in.seek(offset);
      in.readFully(content);
    }
    return ByteString.copyFrom(content);
  }

  /** The file with the weights, without symbolic links. */
  private Path data(String tensor, String location) throws IOException {
    Path folder = file.toRealPath().getParent();
    Path relative = relative(location);
    if (folder == null || relative == null) {
      throw outside(tensor, location);
    }
    Path data = folder.resolve(relative);
    size(data, tensor, location); // before links are followed, so that a missing file is named
    Path real = data.toRealPath();
    if (!real.startsWith(folder)) {
      throw outside(tensor, location);
    }
    return real;
  }

  private long size(Path data, String tensor, String location) {
    try {
      return WholeFile.size(data, "the file that was exported with the model, next to it");
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s: the weights of '%s' are in the file '%s': %s"
              .formatted(file, tensor, location, e.getMessage()),
          e);
    }
  }

  /** A path below the folder, or null. */
  private static @Nullable Path relative(String location) {
    try {
      Path path = Path.of(location);
      boolean below =
          !location.isBlank() && !path.isAbsolute() && path.getRoot() == null && isPlain(location);
      return below ? path : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /** Whether it has no {@code ..}, in the notation of any system. */
  private static boolean isPlain(String location) {
    for (String name : location.split("[/\\\\]", -1)) {
      if (name.equals("..") || name.endsWith(":")) {
        return false;
      }
    }
    return !location.startsWith("\\");
  }

  private IllegalArgumentException outside(String tensor, String location) {
    return new IllegalArgumentException(
        "%s: the weights of '%s' are in '%s', outside the model's folder: expected a file in that folder, without '..' and without links out of it; export the model again"
            .formatted(file, tensor, location));
  }

  private long number(String tensor, String key, String text) {
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw new IllegalArgumentException(
        "%s: the weights of '%s' have the %s '%s': expected a number from 0; export the model again"
            .formatted(file, tensor, key, text));
  }
}
