package dev.weir.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.weir.inference.natives.GpuRequirements.Library;
import dev.weir.inference.natives.SharedLibraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("libtorch with CUDA")
class TorchBuildTest {
  @TempDir private Path libraries;

  @Test
  void namesTheFirstMissingLibraryAndTheVersionFound() throws IOException {
    // Given the CUDA 12 that ONNX Runtime needs, but not the CUDA 13 that libtorch needs
    for (Library library : TorchBuild.REQUIREMENTS.libraries()) {
      Files.createFile(libraries.resolve(library.file()));
    }
    Files.move(libraries.resolve("libcublas.so.13"), libraries.resolve("libcublas.so.12"));

    // When, Then
    assertThat(TorchBuild.missing(SharedLibraries.in(libraries), libraries, Map.of()))
        .get()
        .asString()
        .startsWith("libcublas.so.13 is missing, found libcublas.so.12 in " + libraries)
        .contains("libtorch needs it: install libcublas-13-1", "image nvidia/cuda:13");
  }

  @Test
  void needsADeviceIfTheLibrariesExist() throws IOException {
    for (Library library : TorchBuild.REQUIREMENTS.libraries()) {
      Files.createFile(libraries.resolve(library.file()));
    }

    assertThat(TorchBuild.missing(SharedLibraries.in(libraries), libraries, Map.of()))
        .get()
        .asString()
        .startsWith("no NVIDIA GPU");
  }

  @Test
  void reportsNothingMissingInABuildWithoutCuda() {
    assumeFalse(TorchBuild.hasCuda(), "this build has libtorch with CUDA");

    assertThat(TorchBuild.missing()).isEmpty();
  }
}
