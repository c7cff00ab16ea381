package dev.weir.zoo.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import dev.weir.zoo.onnx.ExternalWeights;
import dev.weir.zoo.weights.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An ONNX file, read whole and checked. Every command reads its models here, without ONNX Runtime.
 * A Weir model carries a digest of its content; a model that does not match its digest is refused.
 * Immutable.
 */
public final class ModelFile {
  private static final Logger LOG = LoggerFactory.getLogger(ModelFile.class);

  private final Path file;
  private final byte[] bytes;
  private final ModelProto model;

  private ModelFile(Path file, byte[] bytes, ModelProto model) {
    this.file = file;
    this.bytes = bytes;
    this.model = model;
  }

  /**
   * Reads a file. A Weir model without a digest is accepted if an older Weir wrote it, and the log
   * says so.
   *
   * @throws ModelFileException if there is no such file, it cannot be read, it is not ONNX, or it
   *     is damaged; also if it is a Weir model with weights in another file
   */
  public static ModelFile read(Path file) throws ModelFileException {
    byte[] bytes = bytes(file);
    ModelProto model = parse(file, bytes);
    if (model.getGraph().getNodeCount() == 0) {
      throw new ModelFileException(
          "%s: expected an ONNX file with a network, found no nodes; export it again"
              .formatted(file));
    }
    checkDigest(file, model);
    if (isWeirModel(model) && ExternalWeights.isUsedBy(model)) {
      throw new ModelFileException(
          "%s: a Weir model whose weights are in another file, expected them inside; copy or download the original again"
              .formatted(file));
    }
    return new ModelFile(file, bytes, model);
  }

  /**
   * A model that is in memory, as if it had been read from a file.
   *
   * @param file the path that it may be written to, for its name and messages
   */
  public static ModelFile of(Path file, DeployedModel model) {
    return new ModelFile(file, model.toBytes(), model.model());
  }

  private static byte[] bytes(Path file) throws ModelFileException {
    try {
      return WholeFile.read(file, "an ONNX file");
    } catch (IOException e) {
      throw new ModelFileException(String.valueOf(e.getMessage()), e);
    }
  }

  private static ModelProto parse(Path file, byte[] bytes) throws ModelFileException {
    CodedInputStream in = UnsafeByteOperations.unsafeWrap(bytes).newCodedInput();
    in.enableAliasing(true); // weights stay where they are
    try {
      ModelProto model = ModelProto.parseFrom(in);
      in.checkLastTagWas(0); // or the rest of the file was left unread
      return model;
    } catch (InvalidProtocolBufferException e) {
      throw new ModelFileException(
          "%s: %s".formatted(file, FileFormat.whyNotOnnx(bytes, e.getMessage())), e);
    } catch (IOException e) {
      throw new ModelFileException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static void checkDigest(Path file, ModelProto model) throws ModelFileException {
    Optional<String> digest = ContentDigest.in(model);
    if (digest.isPresent()) {
      String found = ContentDigest.of(model);
      if (!found.equals(digest.get())) {
        throw new ModelFileException(
            "%s: damaged: its content has the digest %s, expected %s; copy or download it again, or export it again if a tool changed it"
                .formatted(file, found, digest.get()));
      }
    } else if (isWeirModel(model)) {
      if (ContentDigest.isLost(model)) {
        throw new ModelFileException(
            "%s: damaged: the digest that it was written with is missing; copy or download it again, or export it again if a tool changed it"
                .formatted(file));
      }
      LOG.warn(
          "model={} digest=none reason=\"written by an older Weir, so damage to its weights cannot be detected; export it again to add a digest\"",
          file);
    }
  }

  private static boolean isWeirModel(ModelProto model) {
    return model.getMetadataPropsList().stream().anyMatch(p -> ModelMetadata.marks(p.getKey()));
  }

  /** The file's name without its extension. */
  public String name() {
    return String.valueOf(file.getFileName()).replaceFirst("(?i)\\.onnx$", "");
  }

  /** The file's content. Not a copy: do not change it. */
  public byte[] bytes() {
    return bytes;
  }

  /** The digest of the content that the file carries and matches; empty if it carries none. */
  public Optional<String> digest() {
    return ContentDigest.in(model);
  }

  /** The properties of the file, its metadata among them. */
  public Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    model.getMetadataPropsList().forEach(p -> properties.put(p.getKey(), p.getValue()));
    return properties;
  }

  /** The names of the graph's inputs, without weights. */
  public List<String> inputs() {
    Set<String> weights =
        model.getGraph().getInitializerList().stream()
            .map(TensorProto::getName)
            .collect(Collectors.toSet());
    return model.getGraph().getInputList().stream()
        .map(ValueInfoProto::getName)
        .filter(name -> !weights.contains(name))
        .toList();
  }

  /** The names of the graph's outputs. */
  public List<String> outputs() {
    return model.getGraph().getOutputList().stream().map(ValueInfoProto::getName).toList();
  }

  /** The path as the user gave it, for messages. */
  @Override
  public String toString() {
    return file.toString();
  }

  ModelProto model() {
    return model;
  }
}
