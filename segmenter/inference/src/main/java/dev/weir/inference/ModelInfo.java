package dev.weir.inference;

import dev.weir.mask.ClassMap;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.model.ModelFile;
import dev.weir.zoo.model.ModelFileException;
import dev.weir.zoo.model.ModelMetadata;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Describes a model. It is read from the file's metadata, without ONNX Runtime.
 *
 * @param name the file name without its extension
 * @param digest first 12 hexadecimal digits of the file's SHA-256
 * @param metadata the metadata stored in the file
 * @param classes names and colors of the classes in its masks
 */
public record ModelInfo(String name, String digest, ModelMetadata metadata, ClassMap classes) {
  private static final int DIGEST_BYTES = 6;

  /**
   * Reads the description of a model file.
   *
   * @throws ModelException if the file cannot be read, is damaged or is not a deployed model
   */
  public static ModelInfo read(Path file) throws ModelException {
    try {
      return of(ModelFile.read(file));
    } catch (ModelFileException e) {
      throw new ModelException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Describes a file that has been read.
   *
   * @throws ModelException if it is not a deployed model
   */
  public static ModelInfo of(ModelFile file) throws ModelException {
    if (!file.inputs().contains(DeployedModel.INPUT)
        || !file.outputs().contains(DeployedModel.OUTPUT)) {
      throw new ModelException(
          "%s: an ONNX model with inputs %s and outputs %s, expected %s and %s; it is not a Weir model; 'weir models import' makes one from it"
              .formatted(
                  file, file.inputs(), file.outputs(), DeployedModel.INPUT, DeployedModel.OUTPUT));
    }
    try {
      ModelMetadata metadata = ModelMetadata.fromProperties(file.properties());
      ClassMap classes = ClassMap.of(metadata.classNames(), metadata.classColors());
      return new ModelInfo(file.name(), digest(file.bytes()), metadata, classes);
    } catch (IllegalArgumentException e) {
      throw new ModelException(
          "%s: its metadata cannot be read: %s; export it again with 'weir models export'"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] sha = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(sha, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Returns {@code name@digest}. */
  public String id() {
    return name + "@" + digest;
  }
}
