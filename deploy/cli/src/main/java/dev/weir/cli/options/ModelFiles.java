package dev.weir.cli.options;

import dev.weir.cli.shell.UsageException;
import dev.weir.zoo.weights.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds installed models and resolves model names. */
public final class ModelFiles {
  /** The default model. */
  public static final String DEFAULT = "icnet-camvid";

  /** The demo's default model for rendered drives, which it was trained on. */
  public static final String DRIVES = "icnet-synthetic";

  private static final String EXTENSION = ".onnx";

  private final Path directory;

  private ModelFiles(Path directory) {
    this.directory = directory;
  }

  /**
   * Uses the directory named by {@code WEIR_MODELS}, else the one that the launcher passes, else
   * ./models.
   */
  public static ModelFiles installed() {
    String fromEnvironment = System.getenv("WEIR_MODELS");
    return new ModelFiles(
        Path.of(
            fromEnvironment != null
                ? fromEnvironment
                : System.getProperty("weir.models", "models")));
  }

  /** Returns all models in the directory, by name. */
  public List<Path> list() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(ModelFiles::isModel).sorted().toList();
    }
  }

  /** Returns whether a file is a model. Skips the hidden files that macOS creates. */
  private static boolean isModel(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(EXTENSION) && !name.startsWith(".") && !Files.isDirectory(file);
  }

  /** Returns whether a file's name ends in .onnx, ignoring case. */
  public static boolean isOnnx(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(EXTENSION);
  }

  /**
   * Returns the file of a model.
   *
   * @param nameOrPath the name of an installed model, or the path of an .onnx file; null for {@link
   *     #DEFAULT}
   * @throws UsageException if there is none
   */
  public Path resolve(@Nullable String nameOrPath) throws IOException {
    String wanted = nameOrPath == null ? DEFAULT : nameOrPath;
    Path file = find(wanted);
    if (file == null) {
      throw new UsageException(
          "--model %s: neither an installed model (%s) nor a file".formatted(wanted, names()));
    }
    try {
      WholeFile.size(file, "an ONNX file");
    } catch (IOException e) {
      throw new UsageException("--model " + e.getMessage(), e);
    }
    return file;
  }

  /**
   * Returns the file of an installed model, or what has this path, even if it is not a file that
   * can be read; null if neither exists.
   */
  @Nullable
  public Path find(String nameOrPath) {
    Path installed = directory.resolve(nameOrPath + EXTENSION);
    if (Files.exists(installed, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(installed)) {
      return installed;
    }
    Path path = Path.of(nameOrPath);
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? path : null;
  }

  /** Returns the installed models by name, or a text that there are none. */
  public String names() throws IOException {
    String names =
        list().stream()
            .map(p -> p.getFileName().toString().replace(EXTENSION, ""))
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "none in " + directory : names;
  }
}
