package dev.weir.stream;

import dev.weir.frame.CameraId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which camera wants which freshness. Immutable.
 *
 * @param rules the first whose pattern matches counts
 * @param otherwise for cameras that none matches
 */
public record FreshnessRules(List<Rule> rules, Freshness otherwise) {
  /** Every frame of every camera. */
  public static final FreshnessRules LOSSLESS = new FreshnessRules(List.of(), Freshness.LOSSLESS);

  /**
   * One rule.
   *
   * @param cameras a camera's name; {@code *} stands for any letters, {@code ?} for one
   */
  public record Rule(String cameras, Freshness freshness) {
    boolean matches(CameraId camera) {
      StringBuilder pattern = new StringBuilder();
      for (int i = 0; i < cameras.length(); i++) {
        char c = cameras.charAt(i);
        pattern.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
      }
      return camera.value().matches(pattern.toString());
    }
  }

  public FreshnessRules {
    rules = List.copyOf(rules);
  }

  /**
   * Reads rules such as {@code front*=latest}; one without cameras, such as {@code max-age=200ms},
   * is for all cameras that no other rule names.
   *
   * @throws IllegalArgumentException if one cannot be read, or two are for all cameras
   */
  public static FreshnessRules parse(List<String> texts) {
    List<Rule> rules = new ArrayList<>();
    List<Freshness> forAll = new ArrayList<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      if (equals < 0 || text.startsWith("max-age=")) {
        forAll.add(Freshness.parse(text));
      } else {
        Freshness freshness = Freshness.parse(text.substring(equals + 1));
        rules.add(new Rule(text.substring(0, equals), freshness));
      }
    }
    if (forAll.size() > 1) {
      throw new IllegalArgumentException(
          "freshness %s: expected one for all cameras; name cameras for the others, as front*=latest"
              .formatted(forAll));
    }
    return new FreshnessRules(rules, forAll.isEmpty() ? Freshness.LOSSLESS : forAll.get(0));
  }

  /** What a camera wants. */
  public Freshness of(CameraId camera) {
    for (Rule rule : rules) {
      if (rule.matches(camera)) {
        return rule.freshness();
      }
    }
    return otherwise;
  }
}
