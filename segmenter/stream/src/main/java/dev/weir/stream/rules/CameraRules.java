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
 * A value for each camera. Immutable.
 *
 * @param rules the first rule whose pattern matches applies
 * @param fallback for cameras that no rule matches; if empty, they get no value
 * @param <T> the type of the values
 */
public record CameraRules<T>(List<Rule<T>> rules, Optional<T> fallback) {
  /**
   * One rule.
   *
   * @param <T> the type of the values
   */
  public record Rule<T>(CameraPattern cameras, T value) {}

  public CameraRules {
    rules = List.copyOf(rules);
  }

  /** Returns rules that give every camera the same value. */
  public static <T> CameraRules<T> forAll(T value) {
    return new CameraRules<>(List.of(), Optional.of(value));
  }

  /** Returns the value of a camera; empty if no rule matches and there is no fallback. */
  public Optional<T> of(CameraId camera) {
    for (Rule<T> rule : rules) {
      if (rule.cameras().matches(camera)) {
        return Optional.of(rule.value());
      }
    }
    return fallback;
  }

  /** Returns the distinct values in rule order. */
  public List<T> values() {
    return Stream.concat(rules.stream().map(Rule::value), fallback.stream()).distinct().toList();
  }

  /** Returns the same rules with mapped values. A value shared by several rules is mapped once. */
  public <R> CameraRules<R> map(Function<T, R> change) {
    Map<T, R> changed = new HashMap<>();
    values().forEach(value -> changed.put(value, change.apply(value)));
    Function<T, R> known = value -> Objects.requireNonNull(changed.get(value));
    return new CameraRules<>(
        rules.stream().map(r -> new Rule<>(r.cameras(), known.apply(r.value()))).toList(),
        fallback.map(known));
  }
}
