package dev.weir.training.data;

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
 * Lists the files of a data folder. It skips hidden files and folders, and files that operating
 * systems leave in archives and on network drives.
 */
final class PictureFiles {
  private static final Pattern PICTURE = Pattern.compile("(?i).*\\.(png|jpe?g)");
  private static final Pattern LABEL = Pattern.compile("(?i).*\\.png");

  /** Files and folders that Windows, macOS and network drives leave beside images, in lowercase. */
  private static final Set<String> SYSTEM =
      Set.of("thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "@eadir", "$recycle.bin");

  private PictureFiles() {}

  /**
   * Returns all files of a folder, sorted by path.
   *
   * @param depth 1 for the folder's own files, 2 to include its subfolders
   * @return an empty list if the folder does not exist
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
              if (about.isRegularFile() && !isLeftBySystem(file)) {
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

  private static boolean isLeftBySystem(Path file) {
    String name = name(file);
    return name.startsWith(".") || SYSTEM.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Returns whether a file is an image, by its extension in any case. */
  static boolean isPicture(Path file) {
    return PICTURE.matcher(name(file)).matches();
  }

  /** Returns whether a file can hold labels. JPEG cannot, because it is lossy. */
  static boolean isLabel(Path file) {
    return LABEL.matcher(name(file)).matches();
  }

  /** Returns the file name without its extension. */
  static String stem(Path file) {
    return name(file).replaceFirst("\\.[^.]*$", "");
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
