package dev.weir.training.layout;

import dev.weir.mask.ClassMap;
import dev.weir.training.data.DataException;
import dev.weir.training.data.LabelSets;
import dev.weir.training.data.LabeledSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Labeled data, as a user names it:
 *
 * <pre>
 * camvid=DIR[?split=val&amp;sequence=0001TP,0006R0][:WEIGHT]
 * cityscapes=DIR[?split=val&amp;sequence=aachen&amp;labels=labelIds&amp;map=cityscapes-to-camvid][:WEIGHT]
 * folder=DIR?img-dir=images&amp;ann-dir=labels&amp;classes=FILE&amp;map=FILE[:WEIGHT]
 * synthetic:street[?seeds=1-50&amp;size=480x360&amp;count=200][:WEIGHT]
 * </pre>
 *
 * @param kind the layout of the data
 * @param folder the data's folder; empty for the rendered drive
 * @param options the options after the question mark
 * @param weight the weight of the source in a mixture, above 0
 */
public record DataSpec(DataKind kind, String folder, Map<String, String> options, double weight) {
  /** Options that select a part of the data. */
  private static final Set<String> CONFINING = Set.of("split", "sequence", "seeds");

  /** Options whose values may be local files. */
  private static final Set<String> FILES = Set.of("classes", "map");

  public DataSpec {
    options = Map.copyOf(options);
    if (!(weight > 0)) {
      throw new DataException("weight %s: expected a number above 0".formatted(weight));
    }
    if ((kind == DataKind.STREET) != folder.isEmpty()) {
      throw new DataException(
          kind == DataKind.STREET
              ? "synthetic:street=%s: the rendered drive has no folder".formatted(folder)
              : "%s: no folder; expected %s=DIR".formatted(kind.label(), kind.label()));
    }
    for (String key : options.keySet()) {
      if (!kind.options().contains(key)) {
        throw new DataException(
            "%s: option '%s', expected one of %s"
                .formatted(kind.label(), key, new TreeSet<>(kind.options())));
      }
    }
  }

  /**
   * Parses a user's text.
   *
   * @throws DataException if it has none of the forms above
   */
  public static DataSpec parse(String text) {
    return DataSpecParser.parse(text);
  }

  /** Returns whether the data has splits, as folders do. */
  public boolean hasSplits() {
    return kind != DataKind.STREET;
  }

  /** Returns the requested split; empty if none was requested. */
  public Optional<String> split() {
    return option("split");
  }

  /** Returns the value of an option; empty if it was not given. */
  Optional<String> option(String key) {
    return Optional.ofNullable(options.get(key));
  }

  /** Returns the same data with this split if the kind has splits and none was requested. */
  public DataSpec withDefaultSplit(String split) {
    return hasSplits() ? withDefault("split", split) : this;
  }

  /**
   * Returns the same data for scoring. If nothing else was requested, folders use {@code split},
   * and the rendered drive uses the seeds reserved for scores.
   */
  public DataSpec forScores(String split) {
    return hasSplits()
        ? withDefault("split", split)
        : withDefault("seeds", StreetImages.SCORE_SEEDS);
  }

  /** Returns the same data without its split, sequences and seeds. */
  public DataSpec unconfined() {
    Map<String, String> fewer = new LinkedHashMap<>(options);
    fewer.keySet().removeAll(CONFINING);
    return new DataSpec(kind, folder, fewer, weight);
  }

  private DataSpec withDefault(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(options);
    more.putIfAbsent(key, value);
    return new DataSpec(kind, folder, more, weight);
  }

  /**
   * Returns whether both may contain the same image. Folders overlap if they have the same path and
   * split and share a sequence. Rendered drives overlap if they share a seed.
   *
   * @throws DataException if seeds are not a range
   */
  public boolean overlaps(DataSpec other) {
    if (kind != other.kind) {
      return false;
    }
    if (kind == DataKind.STREET) {
      return StreetOptions.of(options).overlaps(StreetOptions.of(other.options));
    }
    List<String> mine = sequences();
    List<String> theirs = other.sequences();
    return splitOrTrain().equals(other.splitOrTrain())
        && option("img-dir").equals(other.option("img-dir"))
        && realPath().equals(other.realPath())
        && (mine.isEmpty() || theirs.isEmpty() || !Collections.disjoint(mine, theirs));
  }

  private Path realPath() {
    Path root = Path.of(folder);
    try {
      return root.toRealPath();
    } catch (IOException e) {
      return root.toAbsolutePath().normalize(); // opening it reports the error
    }
  }

  /** Returns the requested split, or the one for training. */
  String splitOrTrain() {
    return split().orElse("train");
  }

  /** Returns the requested sequences; empty for all. */
  List<String> sequences() {
    return option("sequence").map(text -> List.of(text.split(",", -1))).orElse(List.of());
  }

  /**
   * Opens the data for a network with these classes. Pixels whose label is a set of classes count
   * as void. For folders, it checks that every label file exists.
   *
   * @throws DataException if the data has other classes or another order and no mapping, the folder
   *     does not have the expected layout, or a label is missing
   */
  public LabeledSource open(ClassMap classes) {
    LabelSets sets = new LabelSets(classes.size());
    LabeledSource source = open(classes, sets);
    return sets.all().isEmpty() ? source : new SetlessSource(source, classes.size());
  }

  /**
   * Opens the data for a network with these classes.
   *
   * @param sets to which the sets of classes are added that the data's labels name
   * @throws DataException as {@link #open(ClassMap)}
   */
  public LabeledSource open(ClassMap classes, LabelSets sets) {
    return new DataOpener(this).open(classes, sets);
  }

  /**
   * Opens the data for use of its images. Their labels are all void.
   *
   * @throws DataException if the folder does not have the expected layout, or a label is missing
   */
  public LabeledSource openPictures() {
    return new DataOpener(this).openPictures();
  }

  /** Returns the kind, folder and options as a user writes them, without the weight. */
  public String text() {
    return kind.label() + (folder.isEmpty() ? "" : "=" + folder) + joined(false);
  }

  /**
   * Returns the kind and options without the folder, for reports and model metadata, which should
   * not contain local paths.
   */
  public String label() {
    return kind.label() + joined(true);
  }

  private String joined(boolean withoutPaths) {
    StringBuilder text = new StringBuilder();
    char separator = '?';
    for (Map.Entry<String, String> e : new TreeMap<>(options).entrySet()) {
      String value =
          withoutPaths && FILES.contains(e.getKey())
              ? e.getValue().replaceFirst(".*[/\\\\]", "")
              : e.getValue();
      text.append(separator).append(e.getKey()).append('=').append(value);
      separator = '&';
    }
    return text.toString();
  }
}
