package dev.weir.training.layout;

import dev.weir.training.data.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pictures and the labels that belong to them by name. Other files, and labels without a picture,
 * are logged before anything is read.
 */
final class FilePairs {
  private static final Logger LOG = LoggerFactory.getLogger(FilePairs.class);

  /** Names that a message lists. */
  private static final int LISTED = 10;

  private final String data;
  private final Layout layout;
  private final List<Path> pictures;
  private final Map<String, Path> labels = new HashMap<>();
  private final Map<String, List<Path>> labelsInAnyCase = new HashMap<>();

  /**
   * How a layout names its files.
   *
   * @param pictureKey what a picture has in common with its labels; empty if a file is no picture
   * @param labelKey the same of labels; empty if a file is none
   * @param label where the labels of a picture are expected
   * @param sequence that a picture is of
   * @param form of a picture's name, for messages
   */
  record Layout(
      Function<Path, Optional<String>> pictureKey,
      Function<Path, Optional<String>> labelKey,
      Function<Path, Path> label,
      Function<Path, String> sequence,
      String form) {}

  /**
   * Of two lists of files, and of folders that are too deep to be read.
   *
   * @param data its name, for the log
   */
  FilePairs(String data, Layout layout, List<Path> pictures, List<Path> labels) {
    this.data = data;
    this.layout = layout;
    Predicate<Path> folder = Files::isDirectory;
    name(
        "folders_not_read",
        pictures,
        folder,
        "expected the pictures outside of them, as " + layout.form());
    List<Path> pictureFiles = pictures.stream().filter(folder.negate()).toList();
    this.pictures = pictureFiles.stream().filter(f -> key(f).isPresent()).toList();
    List<Path> labelFiles = labels.stream().filter(folder.negate()).toList();
    for (Path file : labelFiles) {
      layout.labelKey().apply(file).ifPresent(key -> put(key, file));
    }
    name("files_not_read", pictureFiles, f -> key(f).isEmpty(), "expected " + layout.form());
    Set<String> known = new HashSet<>();
    this.pictures.forEach(p -> known.add(lower(key(p).orElseThrow())));
    name(
        "labels_without_picture",
        labelFiles,
        f -> layout.labelKey().apply(f).filter(key -> !known.contains(lower(key))).isPresent(),
        "their pictures are missing, and are neither learned from nor scored");
  }

  private void put(String key, Path file) {
    labels.put(key, file);
    labelsInAnyCase.computeIfAbsent(lower(key), k -> new ArrayList<>()).add(file);
  }

  private void name(String what, List<Path> files, Predicate<Path> which, String why) {
    List<Path> found = files.stream().filter(which).toList();
    if (!found.isEmpty()) {
      LOG.warn("data={} {}={} first={} reason=\"{}\"", data, what, found.size(), found.get(0), why);
    }
  }

  /**
   * The pairs of some sequences.
   *
   * @param sequences to take; empty for all
   * @throws DataException if there are no pictures, none of a sequence, or two of one name
   */
  List<PairedFiles.Pair> of(List<String> sequences, Path folder) {
    if (pictures.isEmpty()) {
      throw new DataException("%s: no pictures; expected %s".formatted(folder, layout.form()));
    }
    Set<String> there = new TreeSet<>();
    pictures.forEach(p -> there.add(layout.sequence().apply(p)));
    for (String sequence : sequences) {
      if (!there.contains(sequence)) {
        throw new DataException(
            "%s: no pictures of sequence '%s'; expected one of %s%s"
                .formatted(
                    folder,
                    sequence,
                    String.join(", ", there.stream().limit(LISTED).toList()),
                    there.size() > LISTED ? ", ..." : ""));
      }
    }
    List<PairedFiles.Pair> pairs = new ArrayList<>();
    Map<String, Path> taken = new HashMap<>();
    for (Path picture : pictures) {
      if (sequences.isEmpty() || sequences.contains(layout.sequence().apply(picture))) {
        Path other = taken.put(key(picture).orElseThrow(), picture);
        if (other != null) {
          throw new DataException(
              "%s and %s: two pictures of one name, expected one; remove the other"
                  .formatted(other, picture));
        }
        pairs.add(new PairedFiles.Pair(picture, label(picture)));
      }
    }
    return pairs;
  }

  /** The labels of a picture: of its very name, or the only ones of its name in other letters. */
  private Path label(Path picture) {
    String key = key(picture).orElseThrow();
    Path exact = labels.get(key);
    List<Path> near = labelsInAnyCase.getOrDefault(lower(key), List.of());
    return exact != null ? exact : near.size() == 1 ? near.get(0) : layout.label().apply(picture);
  }

  private Optional<String> key(Path picture) {
    return layout.pictureKey().apply(picture);
  }

  private static String lower(String key) {
    return key.toLowerCase(Locale.ROOT);
  }
}
