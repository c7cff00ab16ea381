package dev.weir.stream.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads rules that users write as {@code [CAMERA=]VALUE}. A value without a camera applies to all
 * cameras that no rule matches.
 *
 * @param <T> the type of the values
 */
public final class CameraRulesParser<T> {
  private static final Pattern RULE = Pattern.compile("([A-Za-z0-9._*?-]{1,64})=(.*)");

  private final String name;
  private final Function<String, T> value;
  private final Predicate<String> forAll;

  /**
   * Creates a parser.
   *
   * @param name what the rules are called in messages
   * @param value reads a value; throws an IllegalArgumentException if it cannot
   */
  public CameraRulesParser(String name, Function<String, T> value) {
    this(name, value, text -> false);
  }

  /**
   * Creates a parser for values that may themselves look like {@code CAMERA=VALUE}.
   *
   * @param forAll whether a text is such a value, without a camera
   */
  CameraRulesParser(String name, Function<String, T> value, Predicate<String> forAll) {
    this.name = name;
    this.value = value;
    this.forAll = forAll;
  }

  /**
   * Reads rules, in the order in which they apply. There is no fallback if every text names a
   * camera.
   *
   * @throws IllegalArgumentException if a value cannot be read, two rules have the same pattern, or
   *     more than one is for all cameras
   */
  public CameraRules<T> parse(List<String> texts) {
    List<CameraRules.Rule<T>> rules = new ArrayList<>();
    Optional<T> fallback = Optional.empty();
    for (String text : texts) {
      Matcher rule = RULE.matcher(text);
      if (!forAll.test(text) && rule.matches()) {
        CameraPattern cameras = new CameraPattern(rule.group(1));
        if (rules.stream().anyMatch(r -> r.cameras().equals(cameras))) {
          throw new IllegalArgumentException(
              "%s %s: there is one for %s already; expected one each"
                  .formatted(name, text, cameras));
        }
        rules.add(new CameraRules.Rule<>(cameras, value.apply(rule.group(2))));
      } else if (fallback.isEmpty()) {
        fallback = Optional.of(value.apply(text));
      } else {
        throw new IllegalArgumentException(
            "%s %s: there is one for all cameras already; name cameras for the others, as front*=%s"
                .formatted(name, text, text));
      }
    }
    return new CameraRules<>(rules, fallback);
  }
}
