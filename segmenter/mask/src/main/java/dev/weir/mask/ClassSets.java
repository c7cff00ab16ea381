package dev.weir.mask;

import dev.weir.frame.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resolves the class sets that users name: a built-in set, or a file with one class per line. */
public final class ClassSets {
  private static final Pattern LINE = Pattern.compile("(.*\\S) +#([0-9a-fA-F]{6})");

  /** Blanks of any kind, such as tabs and the no-break spaces that web pages contain. */
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

  private ClassSets() {}

  /**
   * Returns the classes of a built-in set or of a file. In a file, each line is a class: a name and
   * a color, such as {@code traffic light #faaa1e}. Blank lines are skipped.
   *
   * @throws IllegalArgumentException if there is no such set or file, it cannot be read, or its
   *     content is not a class set; the message begins with the name
   */
  public static ClassMap of(String nameOrFile) {
    return switch (nameOrFile.toLowerCase(Locale.ROOT)) {
      case "camvid" -> ClassMap.CAMVID;
      case "cityscapes" -> ClassMap.CITYSCAPES;
      default -> read(nameOrFile);
    };
  }

  private static ClassMap read(String name) {
    List<ClassMap.Entry> entries = new ArrayList<>();
    Map<String, Integer> lineOf = new HashMap<>();
    int number = 0;
    for (String line : text(name).lines().toList()) {
      number++;
      String plain = BLANKS.matcher(line).replaceAll(" ").strip();
      if (plain.isEmpty()) {
        continue;
      }
      Matcher m = LINE.matcher(plain);
      if (!m.matches()) {
        throw new IllegalArgumentException(
            "%s: line %d, '%s': expected a name and a color, such as: traffic light #faaa1e"
                .formatted(name, number, plain));
      }
      if (m.group(1).indexOf(',') >= 0) {
        throw new IllegalArgumentException(
            "%s: line %d, '%s': expected a name without a comma".formatted(name, number, plain));
      }
      Integer other = lineOf.put(m.group(1), number);
      if (other != null) {
        throw new IllegalArgumentException(
            "%s: lines %d and %d are both named '%s': expected different names"
                .formatted(name, other, number, m.group(1)));
      }
      entries.add(new ClassMap.Entry(m.group(1), Integer.parseInt(m.group(2), 16)));
    }
    try {
      return new ClassMap(entries);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static String text(String name) {
    try {
      Path file = Path.of(name);
      if (!name.isBlank() && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return TextFile.read(file);
      }
    } catch (InvalidPathException e) {
      // not a file name; refused below
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    throw new IllegalArgumentException(
        "%s: expected camvid, cityscapes, or a file with a name and a color on each line"
            .formatted(name));
  }
}
