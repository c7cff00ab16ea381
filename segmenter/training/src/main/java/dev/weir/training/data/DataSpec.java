package dev.weir.training.data;

import dev.weir.street.StreetClass;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Labelled data as a user names it:
 *
 * <pre>
 * camvid=DIR[?split=val&amp;sequence=0001TP,0006R0][:WEIGHT]
 * cityscapes=DIR[?split=val&amp;sequence=aachen][:WEIGHT]
 * synthetic:street[?seeds=1-50&amp;size=480x360&amp;count=200][:WEIGHT]
 * </pre>
 *
 * @param kind of layout
 * @param folder of the data; empty for the rendered drive
 * @param options what stands after the question mark
 * @param weight of the source in a mixture, above 0
 */
public record DataSpec(Kind kind, String folder, Map<String, String> options, double weight) {
  /** What there is. */
  public enum Kind {
    /** CamVid's layout. */
    CAMVID("camvid"),
    /** Cityscapes' layout. */
    CITYSCAPES("cityscapes"),
    /** The rendered drive. */
    STREET("synthetic:street");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    private Set<String> options() {
      return switch (this) {
        case CAMVID, CITYSCAPES -> Set.of("split", "sequence");
        case STREET -> Set.of("seeds", "size", "count");
      };
    }
  }

  private static final Pattern TEXT =
      Pattern.compile(
          "(?<kind>synthetic:street|[a-z]+)(?:=(?<folder>[^?]*?))?(?:\\?(?<options>[^:]*))?(?::(?<weight>\\d+(?:\\.\\d+)?))?");
  private static final Pattern RANGE = Pattern.compile("(\\d{1,9})-(\\d{1,9})");
  private static final Pattern SIZE = Pattern.compile("(\\d{2,4})x(\\d{2,4})");

  /** Decoded pictures that a folder keeps in memory. */
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
   * Reads a user's text.
   *
   * @throws DataException if it is none of the forms above
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
      for (String option : m.group("options").split("&", -1)) {
        String[] keyAndValue = option.split("=", 2);
        if (keyAndValue.length != 2) {
          throw new DataException(
              "data '%s': option '%s', expected key=value".formatted(text, option));
        }
        options.put(keyAndValue[0], keyAndValue[1]);
      }
    }
    String folder = m.group("folder") == null ? "" : m.group("folder");
    double weight = m.group("weight") == null ? 1 : Double.parseDouble(m.group("weight"));
    return new DataSpec(kind, folder, options, weight);
  }

  /** The same with another split, where the kind has splits and none was asked for. */
  public DataSpec withDefaultSplit(String split) {
    if (kind == Kind.STREET || options.containsKey("split")) {
      return this;
    }
    Map<String, String> more = new LinkedHashMap<>(options);
    more.put("split", split);
    return new DataSpec(kind, folder, more, weight);
  }

  /**
   * Opens the data for so many classes. Of folders, every label is known to exist afterwards.
   *
   * @throws DataException if the folder is not of its layout, or a label is missing
   */
  public LabelledSource open(int classes) {
    String split = options.getOrDefault("split", "train");
    List<String> sequences = new ArrayList<>();
    if (options.containsKey("sequence")) {
      sequences.addAll(Arrays.asList(options.getOrDefault("sequence", "").split(",", -1)));
    }
    Path root = Path.of(folder);
    return switch (kind) {
      case CAMVID ->
          new CachedSource(
              CamVidFolder.open(label(), root, split, sequences, classes), CACHE_BYTES);
      case CITYSCAPES ->
          new CachedSource(
              CityscapesFolder.open(label(), root, split, sequences, classes), CACHE_BYTES);
      case STREET -> street(classes);
    };
  }

  private LabelledSource street(int classes) {
    int expected = StreetClass.values().length;
    if (classes != expected) {
      throw new DataException(
          "synthetic:street has CamVid's %d classes, the network has %d"
              .formatted(expected, classes));
    }
    Matcher seeds = matched("seeds", StreetImages.DEFAULT_SEEDS, RANGE, "FIRST-LAST");
    Matcher size = matched("size", "480x360", SIZE, "WIDTHxHEIGHT");
    Matcher count = matched("count", "200", Pattern.compile("([1-9]\\d{0,7})"), "a number from 1");
    int first = Integer.parseInt(seeds.group(1));
    int last = Integer.parseInt(seeds.group(2));
    if (last < first) {
      throw new DataException(
          "synthetic:street: seeds %d-%d, expected the lower first".formatted(first, last));
    }
    return new StreetImages(
        label(),
        first,
        last,
        Integer.parseInt(size.group(1)),
        Integer.parseInt(size.group(2)),
        Integer.parseInt(count.group(1)));
  }

  private Matcher matched(String key, String byDefault, Pattern pattern, String form) {
    String value = options.getOrDefault(key, byDefault);
    Matcher m = pattern.matcher(value);
    if (!m.matches()) {
      throw new DataException("%s: %s '%s', expected %s".formatted(kind.label, key, value, form));
    }
    return m;
  }

  /**
   * What it is, wherever it lies: for reports and for a model's own metadata, in which nobody wants
   * a path of somebody's machine.
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
