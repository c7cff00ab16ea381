package dev.weir.training.data;

import dev.weir.frame.text.PixelSize;
import dev.weir.frame.text.QueryParameters;
import dev.weir.frame.text.QueryParameters.Parameter;
import dev.weir.mask.ClassMap;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Labeled data, as a user names it:
 *
 * <pre>
 * camvid=DIR[?split=val&amp;sequence=0001TP,0006R0][:WEIGHT]
 * cityscapes=DIR[?split=val&amp;sequence=aachen][:WEIGHT]
 * synthetic:street[?seeds=1-50&amp;size=480x360&amp;count=200][:WEIGHT]
 * </pre>
 *
 * @param kind the layout of the data
 * @param folder the data's folder; empty for the rendered drive
 * @param options the options after the question mark
 * @param weight the weight of the source in a mixture, above 0
 */
public record DataSpec(Kind kind, String folder, Map<String, String> options, double weight) {
  /** The supported kinds of data. */
  public enum Kind {
    /** The CamVid layout. */
    CAMVID("camvid"),
    /** The Cityscapes layout. */
    CITYSCAPES("cityscapes"),
    /** The rendered drive, in CamVid's classes. */
    STREET("synthetic:street");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    private ClassMap classes() {
      return switch (this) {
        case CAMVID, STREET -> ClassMap.CAMVID;
        case CITYSCAPES -> ClassMap.CITYSCAPES;
      };
    }

    private Set<String> options() {
      return switch (this) {
        case CAMVID, CITYSCAPES -> Set.of("split", "sequence");
        case STREET -> Set.of("seeds", "size", "count");
      };
    }
  }

  /** Options that select a part of the data. */
  private static final Set<String> CONFINING = Set.of("split", "sequence", "seeds");

  private static final Pattern TEXT =
      Pattern.compile(
          "(?<kind>synthetic:street|[a-z]+)(?:=(?<folder>[^?]*?))?(?:\\?(?<options>[^:]*))?(?::(?<weight>\\d+(?:\\.\\d+)?))?");
  private static final Pattern RANGE = Pattern.compile("(\\d{1,9})-(\\d{1,9})");

  /** Maximum memory for the decoded images of a folder. */
  private static final long CACHE_BYTES = 1L << 30;

  public DataSpec {
    options = Map.copyOf(options);
    if (!(weight > 0)) {
      throw new DataException("weight %s: expected a number above 0".formatted(weight));
    }
    if ((kind == Kind.STREET) != folder.isEmpty()) {
      throw new DataException(
          kind == Kind.STREET
              ? "synthetic:street=%s: the rendered drive has no folder".formatted(folder)
              : "%s: no folder; expected %s=DIR".formatted(kind.label, kind.label));
    }
    for (String key : options.keySet()) {
      if (!kind.options().contains(key)) {
        throw new DataException(
            "%s: option '%s', expected one of %s"
                .formatted(kind.label, key, new TreeSet<>(kind.options())));
      }
    }
  }

  /**
   * Parses a user's text.
   *
   * @throws DataException if it has none of the forms above
   */
  public static DataSpec parse(String text) {
    Matcher m = TEXT.matcher(text.strip());
    Kind kind = null;
    if (m.matches()) {
      for (Kind k : Kind.values()) {
        kind = k.label.equals(m.group("kind")) ? k : kind;
      }
    }
    if (kind == null) {
      throw new DataException(
          "data '%s': expected camvid=DIR, cityscapes=DIR or synthetic:street, each with ?key=value&... and :WEIGHT if wanted"
              .formatted(text));
    }
    Map<String, String> options = new LinkedHashMap<>();
    if (m.group("options") != null) {
      for (Parameter option : QueryParameters.of(m.group("options"))) {
        if (option.value().isEmpty()) {
          throw new DataException(
              "data '%s': option '%s', expected key=value".formatted(text, option.text()));
        }
        if (options.put(option.key(), option.value()) != null) {
          throw new DataException(
              "data '%s': option '%s' twice; several values of one go after each other, with commas"
                  .formatted(text, option.key()));
        }
      }
    }
    String folder = m.group("folder") == null ? "" : m.group("folder");
    double weight = m.group("weight") == null ? 1 : Double.parseDouble(m.group("weight"));
    return new DataSpec(kind, folder, options, weight);
  }

  /** Returns whether the data has splits, as folders do. */
  public boolean hasSplits() {
    return kind != Kind.STREET;
  }

  /** Returns the requested split; empty if none was requested. */
  public Optional<String> split() {
    return Optional.ofNullable(options.get("split"));
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
    if (kind == Kind.STREET) {
      SeedRange mine = seeds();
      SeedRange theirs = other.seeds();
      return mine.first <= theirs.last && theirs.first <= mine.last;
    }
    List<String> mine = sequences();
    List<String> theirs = other.sequences();
    return splitOrTrain().equals(other.splitOrTrain())
        && whereItIs().equals(other.whereItIs())
        && (mine.isEmpty() || theirs.isEmpty() || !Collections.disjoint(mine, theirs));
  }

  private Path whereItIs() {
    Path root = Path.of(folder);
    try {
      return root.toRealPath();
    } catch (IOException e) {
      return root.toAbsolutePath().normalize(); // opening it reports the error
    }
  }

  private String splitOrTrain() {
    return split().orElse("train");
  }

  private List<String> sequences() {
    String text = options.get("sequence");
    return text == null ? List.of() : List.of(text.split(",", -1));
  }

  /**
   * Opens the data for a network with these classes. For folders, it checks that every label file
   * exists.
   *
   * @throws DataException if the data has other classes or another order, the folder does not have
   *     the expected layout, or a label is missing
   */
  public LabeledSource open(ClassMap classes) {
    List<String> expected = names(kind.classes());
    if (!names(classes).equals(expected)) {
      throw new DataException(
          "%s is labelled in %s, the network knows %s: expected the same classes in the same order; take other data, or another network"
              .formatted(kind.label, expected, names(classes)));
    }
    return open(classes.size());
  }

  private static List<String> names(ClassMap classes) {
    return classes.classes().stream().map(ClassMap.Entry::name).toList();
  }

  /**
   * Opens the data for a network with this many classes. For folders, it checks that every label
   * file exists.
   *
   * @throws DataException if the data has more or fewer classes, the folder does not have the
   *     expected layout, or a label is missing
   */
  public LabeledSource open(int classes) {
    if (classes != kind.classes().size()) {
      throw new DataException(
          "%s has %d classes, the network has %d: expected as many; take other data, or another network"
              .formatted(kind.label, kind.classes().size(), classes));
    }
    return open();
  }

  /**
   * Opens the data with its own classes, for use of its images regardless of a network's classes.
   *
   * @throws DataException if the folder does not have the expected layout, or a label is missing
   */
  public LabeledSource open() {
    int classes = kind.classes().size();
    Path root = Path.of(folder);
    return switch (kind) {
      case CAMVID ->
          new CachedSource(
              CamVidFolder.open(label(), root, splitOrTrain(), sequences(), classes), CACHE_BYTES);
      case CITYSCAPES ->
          new CachedSource(
              CityscapesFolder.open(label(), root, splitOrTrain(), sequences(), classes),
              CACHE_BYTES);
      case STREET -> street();
    };
  }

  private record SeedRange(int first, int last) {}

  private SeedRange seeds() {
    Matcher seeds = matched("seeds", StreetImages.DEFAULT_SEEDS, RANGE, "FIRST-LAST");
    int first = Integer.parseInt(seeds.group(1));
    int last = Integer.parseInt(seeds.group(2));
    if (last < first) {
      throw new DataException(
          "synthetic:street: seeds %d-%d, expected the lower first".formatted(first, last));
    }
    return new SeedRange(first, last);
  }

  private LabeledSource street() {
    SeedRange seeds = seeds();
    PixelSize size = streetSize();
    Matcher count = matched("count", "200", Pattern.compile("([1-9]\\d{0,7})"), "a number from 1");
    return new StreetImages(
        label(),
        seeds.first,
        seeds.last,
        size.width(),
        size.height(),
        Integer.parseInt(count.group(1)));
  }

  private PixelSize streetSize() {
    try {
      return PixelSize.parse("size", options.getOrDefault("size", "480x360"));
    } catch (IllegalArgumentException e) {
      throw new DataException("%s: %s".formatted(kind.label, e.getMessage()), e);
    }
  }

  private Matcher matched(String key, String byDefault, Pattern pattern, String form) {
    String value = options.getOrDefault(key, byDefault);
    Matcher m = pattern.matcher(value);
    if (!m.matches()) {
      throw new DataException("%s: %s '%s', expected %s".formatted(kind.label, key, value, form));
    }
    return m;
  }

  /** Returns the kind, folder and options as a user writes them, without the weight. */
  public String text() {
    String where = folder.isEmpty() ? "" : "=" + folder;
    return kind.label + where + label().substring(kind.label.length());
  }

  /**
   * Returns the kind and options without the folder, for reports and model metadata, which should
   * not contain local paths.
   */
  public String label() {
    StringBuilder text = new StringBuilder(kind.label);
    char separator = '?';
    for (Map.Entry<String, String> e : new TreeMap<>(options).entrySet()) {
      text.append(separator).append(e.getKey()).append('=').append(e.getValue());
      separator = '&';
    }
    return text.toString();
  }
}
