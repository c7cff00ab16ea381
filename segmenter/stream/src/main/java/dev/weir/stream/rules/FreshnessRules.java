package dev.weir.stream.rules;

import dev.weir.frame.CameraId;
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
   * @throws IllegalArgumentException if a rule cannot be read, or two rules are for the same
   *     cameras
   */
  public static FreshnessRules parse(List<String> texts) {
    return new FreshnessRules(
        new CameraRulesParser<>(
                "freshness",
                FreshnessPolicy::parse,
                text -> text.startsWith(FreshnessPolicy.AGE)) // contains an equals sign itself
            .parse(texts));
  }

  /** Returns the freshness policy of a camera. */
  public FreshnessPolicy of(CameraId camera) {
    return rules.of(camera).orElse(FreshnessPolicy.LOSSLESS);
  }
}
