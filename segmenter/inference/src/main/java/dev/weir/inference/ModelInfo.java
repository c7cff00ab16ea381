package dev.weir.inference;

import dev.weir.mask.ClassMap;
import dev.weir.zoo.model.ModelMetadata;

/**
 * What is known of an opened model.
 *
 * @param name of its file, without the extension
 * @param digest first 12 hexadecimal digits of the file's SHA-256
 * @param metadata what it says of itself
 * @param classes names and colours of the classes in its masks
 */
public record ModelInfo(String name, String digest, ModelMetadata metadata, ClassMap classes) {
  /** {@code name@digest}. */
  public String id() {
    return name + "@" + digest;
  }
}
