package dev.weir.inference.natives;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The shared libraries and device that an NVIDIA GPU library needs on Linux. Check them before
 * loading that library: its own errors name at most the first missing file, and do not say how to
 * install it. Immutable.
 *
 * @param user the library with these requirements, for messages
 * @param libraries in search order, the driver's last
 * @param image a container image that has all of them
 */
public record GpuRequirements(String user, List<Library> libraries, String image) {
  private static final String DRIVER = "libcuda.so.1";
  private static final List<String> DEVICES =
      List.of("nvidiactl", "nvidia0", "dxg", "nvhost-ctrl-gpu", "nvgpu");

  /**
   * A shared library.
   *
   * @param file the file name that the loader searches for
   * @param debianPackage the package in NVIDIA's repository
   */
  public record Library(String file, String debianPackage) {}

  /** The CUDA provider of the ONNX Runtime that Weir is built with. */
  public static final GpuRequirements ONNX_RUNTIME_CUDA =
      new GpuRequirements(
          "ONNX Runtime's CUDA provider",
          List.of(
              new Library("libcudart.so.12", "cuda-cudart-12-9"),
              new Library("libcublas.so.12", "libcublas-12-9"),
              new Library("libcublasLt.so.12", "libcublas-12-9"),
              new Library("libcurand.so.10", "libcurand-12-9"),
              new Library("libcudnn.so.9", "libcudnn9-cuda-12"),
              new Library(DRIVER, "nvidia-driver")),
          "nvidia/cuda:12.9.1-cudnn-runtime-ubuntu24.04");

  /** Its TensorRT provider, which runs unsupported operators on CUDA. */
  public static final GpuRequirements ONNX_RUNTIME_TENSORRT =
      new GpuRequirements(
          "ONNX Runtime's TensorRT provider",
          Stream.concat(
                  Stream.of(
                      new Library("libnvinfer.so.10", "libnvinfer10"),
                      new Library("libnvonnxparser.so.10", "libnvonnxparsers10")),
                  ONNX_RUNTIME_CUDA.libraries().stream())
              .toList(),
          "tensorrt:25.06-py3 of NVIDIA");

  /** Copies the list. */
  public GpuRequirements {
    libraries = List.copyOf(libraries);
  }

  /** Returns a sentence that names what this machine lacks; empty if nothing is missing. */
  public Optional<String> missing() {
    return missing(SharedLibraries.ofThisSystem(), Path.of("/dev"), System.getenv());
  }

  /**
   * Returns what a machine lacks: the first missing item in full, with what was found instead and
   * where to get it, then the names of the rest. Empty if nothing is missing.
   *
   * @param here its libraries
   * @param devices its device directory, {@code /dev}
   * @param environment environment variables of this process
   */
  public Optional<String> missing(
      SharedLibraries here, Path devices, Map<String, String> environment) {
    List<Library> missing = libraries.stream().filter(need -> !here.has(need.file())).toList();
    if (!missing.isEmpty()) {
      return Optional.of(inFull(missing, here));
    }
    String visible = environment.getOrDefault("CUDA_VISIBLE_DEVICES", "0").strip();
    if (visible.isEmpty() || visible.startsWith("-")) {
      return Optional.of(
          "CUDA_VISIBLE_DEVICES='%s' hides every GPU; unset it, or list one such as 0"
              .formatted(visible));
    }
    if (DEVICES.stream().noneMatch(name -> Files.exists(devices.resolve(name)))) {
      return Optional.of(
          "no NVIDIA GPU: there is no %s; expected a GPU with NVIDIA's driver, passed into the container if this is one (docker run --gpus all)"
              .formatted(devices.resolve(DEVICES.get(0))));
    }
    return Optional.empty();
  }

  private String inFull(List<Library> missing, SharedLibraries here) {
    Library first = missing.get(0);
    StringBuilder text = new StringBuilder(first.file()).append(" is missing");
    List<Path> instead = here.insteadOf(first.file());
    if (!instead.isEmpty()) {
      text.append(", found ").append(named(first, instead));
    }
    List<String> rest = missing.stream().skip(1).map(Library::file).toList();
    if (!rest.isEmpty()) {
      text.append("; also missing: ").append(String.join(", ", rest));
    }
    List<String> packages = missing.stream().map(Library::debianPackage).distinct().toList();
    boolean driver = missing.stream().anyMatch(library -> library.file().equals(DRIVER));
    return text.append(
            "; %s needs %s: install %s from NVIDIA's repository, or run in the image %s%s"
                .formatted(
                    user,
                    rest.isEmpty() ? "it" : "them",
                    String.join(" ", packages),
                    image,
                    driver ? " with docker run --gpus all" : ""))
        .toString();
  }

  private static String named(Library wanted, List<Path> instead) {
    List<String> names = new ArrayList<>();
    for (Path path : instead) {
      boolean same = String.valueOf(path.getFileName()).equals(wanted.file());
      names.add(
          same
              ? path + ", where the loader does not search (add its folder to LD_LIBRARY_PATH)"
              : path.getFileName() + " in " + path.getParent() + " instead");
    }
    return String.join(", ", names);
  }
}
