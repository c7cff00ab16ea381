package dev.weir.stream.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a camera's frames are worth when there are more than the network can do.
 *
 * @param policy which of them are dropped
 * @param age for {@link Policy#MAX_AGE}, since capture by this machine's clock; otherwise zero
 */
public record FreshnessPolicy(Policy policy, Duration age) {
  private static final Pattern AGE = Pattern.compile("max-age=(\\d{1,9})(ms|s)");

  /** Every frame. */
  public static final FreshnessPolicy LOSSLESS =
      new FreshnessPolicy(Policy.LOSSLESS, Duration.ZERO);

  /** The newest frame. */
  public static final FreshnessPolicy LATEST = new FreshnessPolicy(Policy.LATEST, Duration.ZERO);

  /** Which frames are dropped. */
  public enum Policy {
    /** None: every frame gets its mask, however late. */
    LOSSLESS,
    /** One whose place a newer one of its camera can take. */
    LATEST,
    /** One that is older than an age before inference. */
    MAX_AGE
  }

  public FreshnessPolicy {
    if (age.isNegative() || age.isZero() == (policy == Policy.MAX_AGE)) {
      throw new IllegalArgumentException(
          "freshness %s with age %s: expected an age of more than 0 for max-age, and none for others"
              .formatted(policy, age));
    }
  }

  /** Frames up to an age. */
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
    Matcher m = AGE.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "freshness '%s': expected lossless, latest or max-age=200ms".formatted(text));
    }
    long value = Long.parseLong(m.group(1));
    return maxAge(m.group(2).equals("s") ? Duration.ofSeconds(value) : Duration.ofMillis(value));
  }

  /** Whether only the newest frame counts. */
  public boolean latestOnly() {
    return policy == Policy.LATEST;
  }

  /** Whether a frame of that capture time is too old. */
  public boolean tooOld(Instant captured, Instant now) {
    return policy == Policy.MAX_AGE && Duration.between(captured, now).compareTo(age) > 0;
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return switch (policy) {
      case LOSSLESS -> "lossless";
      case LATEST -> "latest";
      case MAX_AGE -> "max-age=" + age.toMillis() + "ms";
    };
  }
}
