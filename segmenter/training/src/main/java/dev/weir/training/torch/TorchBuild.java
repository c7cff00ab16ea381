package dev.weir.training.torch;

import dev.weir.inference.natives.GpuRequirements;
import dev.weir.inference.natives.GpuRequirements.Library;
import dev.weir.inference.natives.SharedLibraries;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.presets.torch;

/** Which libtorch this build has, and what it lacks on this machine. Loads no part of it. */
public final class TorchBuild {
  /**
   * What libtorch with CUDA needs, even to run on the processor. Its CUDA is 13; that of ONNX
   * Runtime's provider is 12.
   */
  static final GpuRequirements REQUIREMENTS =
      new GpuRequirements(
          "libtorch",
          List.of(
              new Library("libcudart.so.13", "cuda-cudart-13-1"),
              new Library("libcupti.so.13", "cuda-cupti-13-1"),
              new Library("libcublas.so.13", "libcublas-13-1"),
              new Library("libcublasLt.so.13", "libcublas-13-1"),
              new Library("libcufft.so.12", "libcufft-13-1"),
              new Library("libcufile.so.0", "libcufile-13-1"),
              new Library("libcurand.so.10", "libcurand-13-1"),
              new Library("libcusparse.so.12", "libcusparse-13-1"),
              new Library("libcusolver.so.12", "libcusolver-13-1"),
              new Library("libnccl.so.2", "libnccl2"),
              new Library("libcudnn.so.9", "libcudnn9-cuda-13"),
              new Library("libcuda.so.1", "nvidia-driver")),
          "nvidia/cuda:13.1.0-cudnn-devel-ubuntu24.04");

  /** Folders that libtorch names itself, or JavaCPP for it. */
  private static final List<Path> OWN_FOLDERS =
      List.of(
          Path.of("/usr/local/cuda-13.1/lib64"),
          Path.of("/usr/local/cuda-13.1/extras/CUPTI/lib64"),
          Path.of("/usr/local/cuda/lib64"),
          Path.of("/usr/local/cuda/extras/CUPTI/lib64"));

  private TorchBuild() {}

  /** Whether it was built with CUDA ({@code -Pgpu}). */
  public static boolean hasCuda() {
    String library =
        "%s-gpu/%s".formatted(Loader.getPlatform(), System.mapLibraryName("torch_cuda"));
    return torch.class.getResource("/org/bytedeco/pytorch/" + library) != null;
  }

  /**
   * Returns a sentence that names what CUDA lacks on this machine; empty if nothing is missing, or
   * this build has no CUDA.
   */
  public static Optional<String> missing() {
    return hasCuda()
        ? missing(SharedLibraries.ofThisSystem(), Path.of("/dev"), System.getenv())
        : Optional.empty();
  }

  static Optional<String> missing(
      SharedLibraries here, Path devices, Map<String, String> environment) {
    return REQUIREMENTS.missing(here.searchingToo(OWN_FOLDERS), devices, environment);
  }
}
