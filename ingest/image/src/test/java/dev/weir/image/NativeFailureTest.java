package dev.weir.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A native library that does not load")
class NativeFailureTest {
  @TempDir private Path roomy;

  private String explain(LinkageError error) {
    return NativeFailure.explain(error, roomy, roomy);
  }

  private static LinkageError link(String message) {
    LinkageError error = new UnsatisfiedLinkError("no jniopencv_core in java.library.path");
    error.initCause(new UnsatisfiedLinkError(message));
    return error;
  }

  @Test
  void isExplainedByTheLibraryThatItLacksAndItsPackage() {
    String said =
        explain(
            link(
                "/home/me/.javacpp/cache/x.jar/libopencv_core.so.413: libstdc++.so.6: cannot open shared object file: No such file or directory"));

    assertThat(said)
        .isEqualTo(
            "native libraries do not load: libstdc++.so.6 is missing; install it (Debian: apt install libstdc++6)");
  }

  @Test
  void isExplainedByTheSystemsLibraryAndNotByOneOfWeirsThatNeedsIt() {
    assertThat(
            explain(
                link(
                    "/x/libjniopencv_highgui.so: libopencv_highgui.so.413: cannot open shared object file: No such file\n/x/libopencv_highgui.so.413: libgtk-x11-2.0.so.0: cannot open shared object file: No such file")))
        .contains("libgtk-x11-2.0.so.0 is missing", "apt install libgtk2.0-0");
  }

  @Test
  void aLibraryWithoutAKnownPackageIsNamedAlone() {
    assertThat(
            explain(link("/x.so: libodd-2.0.so.7: cannot open shared object file: No such file")))
        .contains("libodd-2.0.so.7 is missing", "apt-file search libodd-2.0.so.7");
  }

  @Test
  void isExplainedByASystemThatIsTooOld() {
    assertThat(explain(link("/x.so: /lib64/libc.so.6: version `GLIBC_2.38' not found (required)")))
        .contains("too old, expected GLIBC_2.38");
  }

  @Test
  void isExplainedByAFolderThatForbidsToExecute() {
    assertThat(explain(link("/tmp/x.so: failed to map segment from shared object")))
        .contains(roomy.toString(), "noexec", "-Djava.io.tmpdir=FOLDER");
  }

  @Test
  void isExplainedByAFolderThatHasNoRoomForIt() {
    Path full = Path.of("/proc"); // contains no files of ours, and no bytes
    assumeTrue(Files.isDirectory(full), "no /proc: not Linux");

    assertThat(NativeFailure.explain(new NoClassDefFoundError("X"), full, roomy))
        .startsWith("native libraries cannot be unpacked into /proc: ")
        .contains("500 MB free", "WEIR_JAVA_OPTS=-Dorg.bytedeco.javacpp.cachedir=FOLDER");
    assertThat(NativeFailure.explain(new NoClassDefFoundError("X"), roomy, full))
        .contains("/proc: ", "WEIR_JAVA_OPTS=-Djava.io.tmpdir=FOLDER");
  }

  @Test
  void anUnknownFailureKeepsJavasMessage() throws IOException {
    assumeTrue(Files.getFileStore(roomy).getUsableSpace() > 600L << 20, "this disk itself is full");

    assertThat(explain(new ExceptionInInitializerError("Failed to load onnx-runtime library")))
        .contains("(Failed to load onnx-runtime library)", "build on this machine");
  }
}
