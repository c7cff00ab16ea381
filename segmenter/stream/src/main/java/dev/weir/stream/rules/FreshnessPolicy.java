package dev.weir.stream.rules;

import dev.weir.frame.text.DurationText;
import java.time.Duration;
import java.time.Instant;

/**
 * Which frames of a camera are dropped under overload.
 *
 * @param policy which frames are dropped
 * @param age maximum age for {@link Policy#MAX_AGE}, since capture by this machine's clock;
 *     otherwise zero
 */
public record FreshnessPolicy(Policy policy, Duration age) {
  static final String AGE = "max-age=";

  /** Keeps every frame. */
  public static final FreshnessPolicy LOSSLESS =
      new FreshnessPolicy(Policy.LOSSLESS, Duration.ZERO);

  /** Keeps the newest frame. */
  public static final FreshnessPolicy LATEST = new FreshnessPolicy(Policy.LATEST, Duration.ZERO);

  /** Which frames are dropped. */
  public enum Policy {
    /** None: every frame gets a mask, however late. */
    LOSSLESS,
    /** A frame that a newer frame of its camera can replace. */
    LATEST,
    /** A frame older than the maximum age before inference. */
    MAX_AGE
  }

  public FreshnessPolicy {
    if (age.isNegative() || age.isZero() == (policy == Policy.MAX_AGE)) {
      throw new IllegalArgumentException(
          "freshness %s with age %s: expected an age of more than 0 for max-age, and none for others"
              .formatted(policy, age));
    }
  }

  /** Returns a policy that drops frames older than {@code age}. */
  public static FreshnessPolicy maxAge(Duration age) {
    return new FreshnessPolicy(Policy.MAX_AGE, age);
  }

  /**
   * Reads {@code lossless}, {@code latest} or {@code max-age=200ms} (or {@code 2s}).
   *
   * @throws IllegalArgumentException if the text is none of these
   */
  public static FreshnessPolicy parse(String text) {
    if (text.equals("lossless")) {
      return LOSSLESS;
    } else if (text.equals("latest")) {
      return LATEST;
    }
    if (!text.startsWith(AGE)) {
      throw new IllegalArgumentException(
          "freshness '%s': expected lossless, latest or max-age=200ms".formatted(text));
    }
    return maxAge(age(text));
  }

  private static Duration age(String text) {
    try {
      return DurationText.parse(text.substring(AGE.length()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("freshness '%s': %s".formatted(text, e.getMessage()), e);
    }
  }

  /** Returns whether only the newest frame matters. */
  public boolean latestOnly() {
    return policy == Policy.LATEST;
  }

  /** Returns whether a frame with this capture time is too old. */
  public boolean tooOld(Instant captured, Instant now) {
    return policy == Policy.MAX_AGE && Duration.between(captured, now).compareTo(age) > 0;
  }

  /** Returns the text that {@link #parse} reads. */
  @Override
  public String toString() {
    return switch (policy) {
      case LOSSLESS -> "lossless";
      case LATEST -> "latest";
      case MAX_AGE -> "max-age=" + age.toMillis() + "ms";
    };
  }
}
