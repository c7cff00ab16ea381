package dev.weir.inference.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import dev.weir.inference.Provider;
import dev.weir.inference.natives.GpuRequirements;
import java.util.List;
import java.util.Optional;

/** The version of the ONNX Runtime in use, and where it can run. */
public final class RuntimeBuild {
  private RuntimeBuild() {}

  /** Returns its version. */
  public static String version() {
    return OnnxEnvironment.get().getVersion();
  }

  /** Returns the providers in this build, out of those that Weir uses. */
  public static List<Provider> providers() {
    return List.of(Provider.values()).stream().filter(RuntimeBuild::built).toList();
  }

  /**
   * Returns why a provider is not available: the build does not include it, or this machine lacks a
   * library or the device. Empty if no problem was found. Does not start a session.
   */
  public static Optional<String> missing(Provider provider) {
    if (!built(provider)) {
      return Optional.of(
          "this build of ONNX Runtime has no %s; build Weir with -Pgpu for it".formatted(provider));
    }
    if (!System.getProperty("os.name", "").equals("Linux")) {
      return Optional.empty(); // libraries have other names there
    }
    return switch (provider) {
      case CPU -> Optional.empty();
      case CUDA -> GpuRequirements.ONNX_RUNTIME_CUDA.missing();
      case TENSORRT -> GpuRequirements.ONNX_RUNTIME_TENSORRT.missing();
    };
  }

  private static boolean built(Provider provider) {
    OnnxEnvironment.get();
    return OrtEnvironment.getAvailableProviders()
        .contains(
            switch (provider) {
              case CPU -> OrtProvider.CPU;
              case CUDA -> OrtProvider.CUDA;
              case TENSORRT -> OrtProvider.TENSOR_RT;
            });
  }
}
