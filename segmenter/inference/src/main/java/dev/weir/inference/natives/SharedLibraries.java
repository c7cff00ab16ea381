package dev.weir.inference.natives;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The shared libraries of a Linux system by file name, found as the loader finds them: in {@code
 * LD_LIBRARY_PATH}, in the loader's cache and in the system's folders. Immutable.
 *
 * @param loaded paths of the libraries already loaded in this process, which the loader does not
 *     search for again
 * @param searched folders in the loader's order
 * @param cached paths in the loader's cache
 * @param elsewhere folders that the loader does not search, but installers use
 */
public record SharedLibraries(
    List<Path> loaded, List<Path> searched, List<Path> cached, List<Path> elsewhere) {
  private static final Path CACHE = Path.of("/etc/ld.so.cache");
  private static final Path MAPS = Path.of("/proc/self/maps");
  private static final List<String> SYSTEM =
      List.of(
          "/lib/x86_64-linux-gnu",
          "/usr/lib/x86_64-linux-gnu",
          "/lib/aarch64-linux-gnu",
          "/usr/lib/aarch64-linux-gnu",
          "/lib64",
          "/usr/lib64",
          "/lib",
          "/usr/lib");

  /** Copies the lists. */
  public SharedLibraries {
    loaded = List.copyOf(loaded);
    searched = List.copyOf(searched);
    cached = List.copyOf(cached);
    elsewhere = List.copyOf(elsewhere);
  }

  /** Returns the libraries of this system now; none if it is not Linux. */
  public static SharedLibraries ofThisSystem() {
    List<Path> searched = new ArrayList<>(folders(System.getenv("LD_LIBRARY_PATH")));
    SYSTEM.stream().map(Path::of).forEach(searched::add);
    return new SharedLibraries(loadedPaths(), searched, cachedPaths(), cudaFolders());
  }

  /** Returns the libraries in the given folders only. */
  public static SharedLibraries in(Path... folders) {
    return new SharedLibraries(List.of(), List.of(folders), List.of(), List.of());
  }

  /**
   * Returns these libraries with more folders, such as a library's own search path, searched last.
   */
  public SharedLibraries searchingToo(List<Path> folders) {
    List<Path> more = new ArrayList<>(searched);
    more.addAll(folders);
    return new SharedLibraries(loaded, more, cached, elsewhere);
  }

  /** Returns whether the loader finds a file, for example {@code libcudart.so.12}. */
  public boolean has(String file) {
    return named(loaded, file).isPresent()
        || searched.stream().anyMatch(folder -> Files.exists(folder.resolve(file)))
        || named(cached, file).filter(Files::exists).isPresent();
  }

  /**
   * Returns candidates for a file that the loader does not find: the same file in a folder that it
   * does not search, otherwise other versions, newest name last.
   */
  public List<Path> insteadOf(String file) {
    List<Path> same =
        elsewhere.stream().map(folder -> folder.resolve(file)).filter(Files::exists).toList();
    if (!same.isEmpty()) {
      return same;
    }
    String stem = file.substring(0, file.indexOf(".so") + ".so".length());
    Set<Path> found = new LinkedHashSet<>();
    Stream.concat(searched.stream(), elsewhere.stream())
        .forEach(folder -> list(folder, stem).forEach(found::add));
    cached.stream().filter(path -> isOf(path, stem)).filter(Files::exists).forEach(found::add);
    return found.stream().sorted(Comparator.comparing(SharedLibraries::name)).toList();
  }

  private static List<Path> list(Path folder, String stem) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(path -> isOf(path, stem) && Files.exists(path))
          .toList(); // no broken links
    } catch (IOException | java.io.UncheckedIOException e) {
      return List.of(); // not readable for us, so not for the loader either
    }
  }

  private static boolean isOf(Path path, String stem) {
    return name(path).equals(stem) || name(path).startsWith(stem + ".");
  }

  private static Optional<Path> named(List<Path> paths, String file) {
    return paths.stream().filter(path -> name(path).equals(file)).findFirst();
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static List<Path> folders(String path) {
    return path == null
        ? List.of()
        : Stream.of(path.split("[:;]")).filter(p -> !p.isEmpty()).map(Path::of).toList();
  }

  /** Reads the loader's cache. It is binary, but its paths are plain NUL-terminated strings. */
  private static List<Path> cachedPaths() {
    return read(CACHE, "\0").filter(text -> text.startsWith("/")).map(Path::of).toList();
  }

  private static List<Path> loadedPaths() {
    return read(MAPS, "\n")
        .filter(line -> line.contains(" /") && line.contains(".so"))
        .map(line -> line.substring(line.indexOf(" /") + 1))
        .distinct()
        .map(Path::of)
        .toList();
  }

  private static Stream<String> read(Path file, String separator) {
    try {
      return Stream.of(
          new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).split(separator));
    } catch (IOException notLinux) {
      return Stream.empty();
    }
  }

  private static List<Path> cudaFolders() {
    Path local = Path.of("/usr/local");
    if (!Files.isDirectory(local)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(local)) {
      return all.filter(path -> name(path).startsWith("cuda"))
          .flatMap(path -> Stream.of(path.resolve("lib64"), path.resolve("lib")))
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
