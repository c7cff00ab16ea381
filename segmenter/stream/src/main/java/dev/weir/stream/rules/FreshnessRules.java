package dev.weir.stream.rules;

import dev.weir.frame.CameraId;
import java.util.ArrayList;
import java.util.List;

/**
 * The freshness policy of each camera. Cameras that no rule matches keep every frame. Immutable.
 *
 * @param rules by camera
 */
public record FreshnessRules(CameraRules<FreshnessPolicy> rules) {
  /** Keeps every frame of every camera. */
  public static final FreshnessRules LOSSLESS =
      new FreshnessRules(CameraRules.forAll(FreshnessPolicy.LOSSLESS));

  /**
   * Reads rules such as {@code front*=latest}. A rule without a camera, such as {@code
   * max-age=200ms}, applies to all cameras that no other rule matches.
   *
   * @throws IllegalArgumentException if a rule cannot be read, or more than one rule has no camera
   */
  public static FreshnessRules parse(List<String> texts) {
    List<CameraRules.Rule<FreshnessPolicy>> rules = new ArrayList<>();
    List<FreshnessPolicy> forAll = new ArrayList<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      if (equals < 0 || text.startsWith("max-age=")) {
        forAll.add(FreshnessPolicy.parse(text));
      } else {
        FreshnessPolicy freshness = FreshnessPolicy.parse(text.substring(equals + 1));
        rules.add(new CameraRules.Rule<>(new CameraPattern(text.substring(0, equals)), freshness));
      }
    }
    if (forAll.size() > 1) {
      throw new IllegalArgumentException(
          "freshness %s: expected one for all cameras; name cameras for the others, as front*=latest"
              .formatted(forAll));
    }
    return new FreshnessRules(new CameraRules<>(rules, forAll.stream().findFirst()));
  }

  /** Returns the freshness policy of a camera. */
  public FreshnessPolicy of(CameraId camera) {
    return rules.of(camera).orElse(FreshnessPolicy.LOSSLESS);
  }
}
