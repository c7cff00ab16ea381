package dev.weir.inference;

import ai.onnxruntime.OrtEnvironment;
import java.util.List;

/** What the ONNX Runtime in use is and has. */
public final class RuntimeBuild {
  private RuntimeBuild() {}

  /** Its version. */
  public static String version() {
    return OrtEnvironment.getEnvironment().getVersion();
  }

  /** The execution providers that it was built with; whether they start here is another matter. */
  public static List<String> providers() {
    return OrtEnvironment.getAvailableProviders().stream().map(Enum::name).sorted().toList();
  }
}
