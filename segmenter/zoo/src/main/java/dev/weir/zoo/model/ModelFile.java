package dev.weir.zoo.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An ONNX file, read whole and checked: every command that reads a model reads it here. A model of
 * Weir's carries a digest of its content; one that does not match is refused. Immutable.
 */
public final class ModelFile {
  private static final Logger LOG = LoggerFactory.getLogger(ModelFile.class);

  /** The largest array that every Java makes; ONNX files end at 2 GiB too. */
  private static final long MAX_BYTES = Integer.MAX_VALUE - 8L;

  private final byte[] bytes;
  private final ModelProto model;

  private ModelFile(byte[] bytes, ModelProto model) {
    this.bytes = bytes;
    this.model = model;
  }

  /**
   * Reads a file. A model of Weir's without a digest is accepted, and the log says so.
   *
   * @throws ModelFileException if there is no such file, it cannot be read, it is not ONNX, or it
   *     is damaged
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
    return new ModelFile(bytes, model);
  }

  private static byte[] bytes(Path file) throws ModelFileException {
    if (Files.isDirectory(file)) {
      throw new ModelFileException(
          "%s: is a folder, expected an ONNX file; name the .onnx file in it".formatted(file));
    }
    if (!Files.exists(file)) {
      throw new ModelFileException("%s: no such file, expected an ONNX file".formatted(file));
    }
    try {
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw new ModelFileException(
            "%s: %d bytes, expected at most %d: no ONNX file is larger; export it with half floats"
                .formatted(file, size, MAX_BYTES));
      }
      byte[] bytes = Files.readAllBytes(file);
      if (bytes.length == 0) {
        throw new ModelFileException(
            "%s: an empty file, expected an ONNX file; copy or download it again".formatted(file));
      }
      return bytes;
    } catch (ModelFileException e) {
      throw e;
    } catch (AccessDeniedException e) {
      throw new ModelFileException(
          "%s: permission denied; let this user read it, for example with chmod a+r"
              .formatted(file),
          e);
    } catch (IOException e) {
      throw new ModelFileException(
          "%s: cannot be read (%s); check the disk that it is on"
              .formatted(
                  file, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
          e);
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
    } else if (model.getMetadataPropsList().stream()
        .anyMatch(p -> ModelMetadata.marks(p.getKey()))) {
      LOG.warn(
          "model={} digest=none reason=\"written by an older Weir, so damage to its weights cannot be noticed; write it again to add one\"",
          file);
    }
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

  ModelProto model() {
    return model;
  }
}
