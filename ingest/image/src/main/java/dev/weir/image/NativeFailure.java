package dev.weir.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.Loader;

/**
 * Explains why a native library does not load, and what to do. Java's own errors do neither: they
 * name a class that could not be initialized, or {@code java.library.path}.
 */
public final class NativeFailure {
  /** Libraries that minimal systems lack, with the Debian package of each. */
  private static final Map<String, String> DEBIAN_PACKAGES =
      Map.of(
          "libstdc++.so.6", "libstdc++6",
          "libgomp.so.1", "libgomp1",
          "libgcc_s.so.1", "libgcc-s1",
          "libxcb.so.1", "libxcb1",
          "libxcb-shm.so.0", "libxcb-shm0",
          "libasound.so.2", "libasound2",
          "libpulse.so.0", "libpulse0",
          "libgtk-x11-2.0.so.0", "libgtk2.0-0");

  private static final Pattern MISSING =
      Pattern.compile("([\\w.+-]+\\.so[\\w.]*): cannot open shared object file");
  private static final Pattern BUNDLED =
      Pattern.compile("lib(jni|opencv|openblas|av|sw|torch|c10|onnxruntime).*");
  private static final Pattern C_LIBRARY = Pattern.compile("`(GLIBC(?:XX)?_[\\d.]+)' not found");
  private static final String NOT_EXECUTABLE = "failed to map segment";
  private static final long MEGABYTE = 1 << 20;

  /** Space that libtorch needs in the cache. It is the largest; the others need 250 MB together. */
  private static final long CACHE_MEGABYTES = 500;

  /** Space that ONNX Runtime needs in the temporary folder, which it uses instead of the cache. */
  private static final long TEMPORARY_MEGABYTES = 50;

  private NativeFailure() {}

  /**
   * Explains an error in one line.
   *
   * @param error one of {@link UnsatisfiedLinkError}, {@link NoClassDefFoundError}, {@link
   *     ExceptionInInitializerError}
   */
  public static String explain(LinkageError error) {
    return explain(error, cache(), temporary());
  }

  static String explain(LinkageError error, Path cache, Path temporary) {
    String said = everything(error);
    Optional<String> missing =
        MISSING
            .matcher(said)
            .results()
            .map(m -> m.group(1))
            .filter(NativeFailure::ofSystem)
            .findFirst();
    if (missing.isPresent()) {
      String library = missing.get();
      String from = DEBIAN_PACKAGES.get(library);
      return "native libraries do not load: %s is missing; install it (Debian: %s)"
          .formatted(library, from == null ? "apt-file search " + library : "apt install " + from);
    }
    Matcher old = C_LIBRARY.matcher(said);
    if (old.find()) {
      return "native libraries do not load: this system's C or C++ library is too old, expected %s; use Debian 11, Ubuntu 20.04, or later"
          .formatted(old.group(1));
    }
    if (said.contains(NOT_EXECUTABLE)) {
      return "native libraries do not load: the folder %s, or %s, is mounted without the right to execute (noexec); name another with WEIR_JAVA_OPTS='-Dorg.bytedeco.javacpp.cachedir=FOLDER -Djava.io.tmpdir=FOLDER'"
          .formatted(cache, temporary);
    }
    return full(cache, CACHE_MEGABYTES, "-Dorg.bytedeco.javacpp.cachedir")
        .or(() -> full(temporary, TEMPORARY_MEGABYTES, "-Djava.io.tmpdir"))
        .orElseGet(
            () ->
                "native libraries do not load (%s); expected libraries for this platform; build on this machine, which must be 64-bit x86 or ARM with glibc"
                    .formatted(first(said)));
  }

  /**
   * Whether a library belongs to the system. The message also names Weir's own library, which fails
   * to load because of it.
   */
  private static boolean ofSystem(String library) {
    return !BUNDLED.matcher(library).matches();
  }

  /**
   * Native libraries are unpacked before they are loaded. Returns an explanation if there is no
   * space.
   */
  private static Optional<String> full(Path folder, long megabytes, String option) {
    Path there = folder;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    try {
      long free = Files.getFileStore(there).getUsableSpace() / MEGABYTE;
      if (Files.isWritable(there) && free >= megabytes) {
        return Optional.empty();
      }
      return Optional.of(
          "native libraries cannot be unpacked into %s: %s; expected a folder that can be written, with %d MB free: free space there, or name another with WEIR_JAVA_OPTS=%s=FOLDER"
              .formatted(
                  folder,
                  Files.isWritable(there) ? free + " MB are free" : "it cannot be written",
                  megabytes,
                  option));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String everything(Throwable error) {
    StringBuilder said = new StringBuilder();
    for (Throwable t = error; t != null; t = t.getCause()) {
      said.append(t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage());
      said.append('\n');
    }
    return said.toString();
  }

  private static String first(String said) {
    return said.lines().findFirst().orElse("");
  }

  private static Path cache() {
    try {
      return Loader.getCacheDir().toPath();
    } catch (IOException e) {
      return Path.of(System.getProperty("user.home", "."), ".javacpp", "cache");
    }
  }

  private static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
  }
}
