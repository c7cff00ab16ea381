package dev.weir.stream.rules;

import dev.weir.frame.CameraId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Something for each camera. Immutable.
 *
 * @param rules the first whose pattern matches counts
 * @param fallback for cameras that none matches; empty leaves them without
 * @param <T> what they are given
 */
public record CameraRules<T>(List<Rule<T>> rules, Optional<T> fallback) {
  /**
   * One rule.
   *
   * @param <T> what the cameras are given
   */
  public record Rule<T>(CameraPattern cameras, T value) {}

  public CameraRules {
    rules = List.copyOf(rules);
  }

  /** The same for all. */
  public static <T> CameraRules<T> forAll(T value) {
    return new CameraRules<>(List.of(), Optional.of(value));
  }

  /** What a camera is given; empty if no rule names it and none is for all. */
  public Optional<T> of(CameraId camera) {
    for (Rule<T> rule : rules) {
      if (rule.cameras().matches(camera)) {
        return Optional.of(rule.value());
      }
    }
    return fallback;
  }

  /** Each value once, in the order of the rules. */
  public List<T> values() {
    return Stream.concat(rules.stream().map(Rule::value), fallback.stream()).distinct().toList();
  }

  /** The same rules for other values; a value that several rules share is changed once. */
  public <R> CameraRules<R> map(Function<T, R> change) {
    Map<T, R> changed = new HashMap<>();
    values().forEach(value -> changed.put(value, change.apply(value)));
    Function<T, R> known = value -> Objects.requireNonNull(changed.get(value));
    return new CameraRules<>(
        rules.stream().map(r -> new Rule<>(r.cameras(), known.apply(r.value()))).toList(),
        fallback.map(known));
  }
}
