package dev.weir.zoo.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The digest that a model carries of its own content: graph, weights and all other properties. It
 * covers the content, not the bytes of the file, so it stays valid if a tool saves the model again
 * unchanged.
 */
final class ContentDigest {
  private static final String PROPERTY = "weir.digest";
  private static final String ALGORITHM = "sha256:";

  private static final ByteString ALGORITHM_BYTES = ByteString.copyFromUtf8(ALGORITHM);

  private ContentDigest() {}

  /** The digest that a model should carry, whether it has one or not. */
  static String of(ModelProto model) {
    MessageDigest sha = sha256();
    try (DigestOutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), sha)) {
      without(model).build().writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ALGORITHM + HexFormat.of().formatHex(sha.digest());
  }

  /** The digest that a model carries; empty if it was written without one. */
  static Optional<String> in(ModelProto model) {
    return model.getMetadataPropsList().stream()
        .filter(p -> p.getKey().equals(PROPERTY))
        .map(StringStringEntryProto::getValue)
        .findFirst();
  }

  /**
   * The same model with its digest, before all other properties: a file cut off later lacks one.
   */
  static ModelProto added(ModelProto model) {
    StringStringEntryProto.Builder digest =
        StringStringEntryProto.newBuilder().setKey(PROPERTY).setValue(of(model));
    return without(model).addMetadataProps(0, digest).build();
  }

  /**
   * Whether a Weir model without a digest was written with one. Newer models always have one. In
   * older models, a damaged property leaves the digest's text somewhere outside the graph and the
   * notes, such as under another name.
   */
  static boolean isLost(ModelProto model) {
    List<StringStringEntryProto> properties = model.getMetadataPropsList();
    if (properties.stream().anyMatch(ModelMetadata::promisesDigest)) {
      return true;
    }
    ByteString rest =
        model.toBuilder()
            .clearGraph()
            .clearMetadataProps()
            .addAllMetadataProps(
                properties.stream().filter(p -> !ModelMetadata.isNote(p.getKey())).toList())
            .build()
            .toByteString();
    return contains(rest, ALGORITHM_BYTES);
  }

  private static boolean contains(ByteString text, ByteString part) {
    for (int at = 0; at + part.size() <= text.size(); at++) {
      if (text.substring(at, at + part.size()).equals(part)) {
        return true;
      }
    }
    return false;
  }

  private static ModelProto.Builder without(ModelProto model) {
    List<StringStringEntryProto> others =
        model.getMetadataPropsList().stream().filter(p -> !p.getKey().equals(PROPERTY)).toList();
    return model.toBuilder().clearMetadataProps().addAllMetadataProps(others);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
