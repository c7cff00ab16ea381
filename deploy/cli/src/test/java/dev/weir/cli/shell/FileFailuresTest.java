package dev.weir.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A file error")
class FileFailuresTest {
  @Test
  void saysMoreThanTheFilesName() {
    assertThat(FileFailures.text(new AccessDeniedException("/m/icnet.onnx")))
        .isEqualTo("/m/icnet.onnx: permission denied; check the file's permissions");
    assertThat(FileFailures.text(new NoSuchFileException("/m/icnet.onnx")))
        .isEqualTo("/m/icnet.onnx: no such file or folder");
    assertThat(FileFailures.text(new FileSystemException("/m/x", null, "No space left on device")))
        .isEqualTo("/m/x: No space left on device");
    assertThat(FileFailures.text(new FileSystemException(null, null, "too many links")))
        .isEqualTo("too many links");
  }
}
