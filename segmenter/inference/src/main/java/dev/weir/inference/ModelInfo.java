package dev.weir.inference;

import dev.weir.mask.ClassMap;
import dev.weir.zoo.model.ModelMetadata;

/**
 * Describes an opened model.
 *
 * @param name the file name without its extension
 * @param digest first 12 hexadecimal digits of the file's SHA-256
 * @param metadata the metadata stored in the file
 * @param classes names and colors of the classes in its masks
 */
public record ModelInfo(String name, String digest, ModelMetadata metadata, ClassMap classes) {
  /** Returns {@code name@digest}. */
  public String id() {
    return name + "@" + digest;
  }
}
