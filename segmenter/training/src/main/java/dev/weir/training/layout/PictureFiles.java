package dev.weir.training.layout;

import dev.weir.training.data.DataException;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The files of a data folder that a person put there: hidden files and folders, and those that
 * systems leave in archives and on network drives, are passed over.
 */
final class PictureFiles {
  private static final Pattern PICTURE = Pattern.compile("(?i).*\\.(png|jpe?g)");
  private static final Pattern LABEL = Pattern.compile("(?i).*\\.png");

  /** What Windows, macOS and network drives leave beside pictures, in lower case. */
  private static final Set<String> SYSTEM =
      Set.of("thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "@eadir", "$recycle.bin");

  /** How deep pictures that are not read are looked for. */
  private static final int DEEP = 4;

  private PictureFiles() {}

  /**
   * All files of a folder, and the folders with pictures that are too deep to be read, in the order
   * of their paths.
   *
   * @param depth 1 for the folder's own files, 2 for those of its folders too
   * @return none if there is no such folder
   * @throws DataException if it cannot be listed
   */
  static List<Path> in(Path folder, int depth) {
    List<Path> files = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return files;
    }
    try {
      Files.walkFileTree(
          folder,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          depth,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes about) {
              return !directory.equals(folder) && isLeftBySystem(directory)
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes about) {
              // A folder comes here where the depth ends.
              boolean taken = about.isDirectory() ? holdsPicture(file) : about.isRegularFile();
              if (taken && !isLeftBySystem(file)) {
                files.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new DataException(
          "%s: cannot be listed (%s: %s); may this user read it?"
              .formatted(folder, e.getClass().getSimpleName(), e.getMessage()),
          e);
    }
    files.sort(null);
    return files;
  }

  private static boolean holdsPicture(Path folder) {
    return in(folder, DEEP).stream().anyMatch(PictureFiles::isPicture);
  }

  private static boolean isLeftBySystem(Path file) {
    String name = name(file);
    return name.startsWith(".") || SYSTEM.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Whether a file is a picture, by its suffix in capitals or not. */
  static boolean isPicture(Path file) {
    return PICTURE.matcher(name(file)).matches();
  }

  /** Whether a file can hold labels: JPEG blurs them. */
  static boolean isLabel(Path file) {
    return LABEL.matcher(name(file)).matches();
  }

  /** The name of a file without its suffix. */
  static String stem(Path file) {
    return name(file).replaceFirst("\\.[^.]*$", "");
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
