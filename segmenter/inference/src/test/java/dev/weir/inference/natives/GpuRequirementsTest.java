package dev.weir.inference.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A GPU requirement")
class GpuRequirementsTest {
  private static final GpuRequirements CUDA = GpuRequirements.ONNX_RUNTIME_CUDA;

  @TempDir private Path directory;
  private Path libraries;
  private Path devices;

  @BeforeEach
  void aMachineThatHasItAll() throws IOException {
    libraries = Files.createDirectory(directory.resolve("lib"));
    devices = Files.createDirectory(directory.resolve("dev"));
    for (GpuRequirements.Library library : GpuRequirements.ONNX_RUNTIME_TENSORRT.libraries()) {
      fake(library.file());
    }
    Files.createFile(devices.resolve("nvidiactl"));
  }

  private void fake(String file) throws IOException {
    Files.createFile(libraries.resolve(file));
  }

  private void without(String file) throws IOException {
    Files.delete(libraries.resolve(file));
  }

  private Optional<String> missing(GpuRequirements needs) {
    return needs.missing(SharedLibraries.in(libraries), devices, Map.of());
  }

  @Test
  void isNothingMoreWhereAllOfItIsThere() {
    assertThat(missing(CUDA)).isEmpty();
    assertThat(missing(GpuRequirements.ONNX_RUNTIME_TENSORRT)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "libcudart.so.12",
        "libcublas.so.12",
        "libcublasLt.so.12",
        "libcurand.so.10",
        "libcudnn.so.9",
        "libcuda.so.1"
      })
  void isNamedWithItsPackageAndAnImageThatHasIt(String file) throws IOException {
    // Given
    without(file);

    // When
    String missing = missing(CUDA).orElseThrow();

    // Then
    String debianPackage =
        CUDA.libraries().stream()
            .filter(library -> library.file().equals(file))
            .findFirst()
            .orElseThrow()
            .debianPackage();
    assertThat(missing)
        .startsWith(file + " is missing; ONNX Runtime's CUDA provider needs it")
        .contains("install " + debianPackage)
        .contains("image nvidia/cuda:12")
        .doesNotContain("also missing", "found");
  }

  @Test
  void isToldApartFromAnotherVersionOfItThatIsThereInstead() throws IOException {
    // Given a machine with CUDA 13
    for (String stem : List.of("libcudart.so", "libcublas.so", "libcublasLt.so")) {
      without(stem + ".12");
      fake(stem + ".13");
    }
    fake("libcudart.so");

    // When, Then
    assertThat(missing(CUDA))
        .get()
        .asString()
        .startsWith(
            "libcudart.so.12 is missing, found libcudart.so in %s instead, libcudart.so.13 in %s instead; also missing: libcublas.so.12, libcublasLt.so.12; "
                .formatted(libraries, libraries));
  }

  @Test
  void isFoundWhereTheLoaderDoesNotSearchButInstallersPutIt() throws IOException {
    // Given
    without("libcudnn.so.9");
    Path elsewhere = Files.createDirectory(directory.resolve("cuda-12.9"));
    Files.createFile(elsewhere.resolve("libcudnn.so.9"));
    SharedLibraries here =
        new SharedLibraries(List.of(), List.of(libraries), List.of(), List.of(elsewhere));

    // When, Then
    assertThat(CUDA.missing(here, devices, Map.of()))
        .get()
        .asString()
        .startsWith(
            "libcudnn.so.9 is missing, found %s, where the loader does not search (add its folder to LD_LIBRARY_PATH)"
                .formatted(elsewhere.resolve("libcudnn.so.9")));
  }

  @Test
  void isNotThereIfOnlyALinkToItIs() throws IOException {
    // Given a link to a deleted library
    without("libcublas.so.12");
    Files.createSymbolicLink(libraries.resolve("libcublas.so.12"), Path.of("libcublas.so.12.9.1"));

    // When, Then
    assertThat(missing(CUDA)).get().asString().startsWith("libcublas.so.12 is missing");
  }

  @Test
  void isThereIfThisProcessHasLoadedItOrTheLoadersCacheHasIt() throws IOException {
    // Given
    Path apart = Files.createDirectory(directory.resolve("apart"));
    Files.move(libraries.resolve("libcudart.so.12"), apart.resolve("libcudart.so.12"));
    Files.move(libraries.resolve("libcudnn.so.9"), apart.resolve("libcudnn.so.9"));
    SharedLibraries here =
        new SharedLibraries(
            List.of(apart.resolve("libcudart.so.12")),
            List.of(libraries),
            List.of(apart.resolve("libcudnn.so.9")),
            List.of());

    // When, Then
    assertThat(CUDA.missing(here, devices, Map.of())).isEmpty();
  }

  @Test
  void isTensorRtToo() throws IOException {
    // Given
    without("libnvinfer.so.10");
    fake("libnvinfer.so.8");

    // When, Then
    assertThat(missing(CUDA)).isEmpty();
    assertThat(missing(GpuRequirements.ONNX_RUNTIME_TENSORRT))
        .get()
        .asString()
        .startsWith("libnvinfer.so.10 is missing, found libnvinfer.so.8 in ")
        .contains("install libnvinfer10");
  }

  @Test
  void isADeviceToo() throws IOException {
    Files.delete(devices.resolve("nvidiactl"));

    assertThat(missing(CUDA)).get().asString().startsWith("no NVIDIA GPU: there is no " + devices);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", " "})
  void isADeviceThatIsNotHidden(String visible) {
    Map<String, String> environment = Map.of("CUDA_VISIBLE_DEVICES", visible);

    assertThat(CUDA.missing(SharedLibraries.in(libraries), devices, environment))
        .get()
        .asString()
        .startsWith("CUDA_VISIBLE_DEVICES=");
  }

  @Test
  void isAllNamedOnAMachineThatHasNothing() {
    assertThat(CUDA.missing(SharedLibraries.in(), devices, Map.of()))
        .get()
        .asString()
        .startsWith(
            "libcudart.so.12 is missing; also missing: libcublas.so.12, libcublasLt.so.12, libcurand.so.10, libcudnn.so.9, libcuda.so.1; ")
        .contains(
            "install cuda-cudart-12-9 libcublas-12-9 libcurand-12-9 libcudnn9-cuda-12 nvidia-driver from")
        .endsWith("docker run --gpus all");
  }
}
