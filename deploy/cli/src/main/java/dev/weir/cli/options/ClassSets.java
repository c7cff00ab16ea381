package dev.weir.cli.options;

import dev.weir.cli.shell.UsageException;
import dev.weir.frame.TextFile;
import dev.weir.mask.ClassMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resolves the classes that an option names: a known set, or a file with one class per line. */
public final class ClassSets {
  private static final Pattern LINE = Pattern.compile("(.*\\S)\\s+#([0-9a-fA-F]{6})");

  private ClassSets() {}

  /**
   * Returns the classes of a set or a file.
   *
   * @throws UsageException if there is no such set or file, it cannot be read, or a line is not a
   *     class
   */
  public static ClassMap of(String nameOrFile) {
    return switch (nameOrFile.toLowerCase(Locale.ROOT)) {
      case "camvid" -> ClassMap.CAMVID;
      case "cityscapes" -> ClassMap.CITYSCAPES;
      default -> read(nameOrFile);
    };
  }

  private static String text(Path file) {
    try {
      return TextFile.read(file);
    } catch (IOException e) {
      throw new UsageException("--classes " + e.getMessage(), e);
    }
  }

  private static ClassMap read(String name) {
    Path file = Path.of(name);
    if (!Files.exists(file)) {
      throw new UsageException(
          "--classes %s: expected camvid, cityscapes, or a file with a name and a color a line"
              .formatted(name));
    }
    List<ClassMap.Entry> entries = new ArrayList<>();
    for (String line : text(file).lines().toList()) {
      if (!line.isBlank()) {
        Matcher m = LINE.matcher(line.strip());
        if (!m.matches()) {
          throw new UsageException(
              "--classes %s: '%s': expected a name and a color, such as: traffic light #faaa1e"
                  .formatted(name, line));
        }
        entries.add(new ClassMap.Entry(m.group(1), Integer.parseInt(m.group(2), 16)));
      }
    }
    try {
      return new ClassMap(entries);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--classes %s: %s".formatted(name, e.getMessage()), e);
    }
  }
}
