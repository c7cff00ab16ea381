package dev.weir.cli.shell;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses durations such as {@code 2ms} or {@code 10s}. */
public final class DurationConverter implements ITypeConverter<Duration> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s)");

  @Override
  public Duration convert(String text) {
    Matcher m = FORM.matcher(text.strip());
    if (!m.matches()) {
      throw new TypeConversionException("'%s': expected a time such as 2ms or 10s".formatted(text));
    }
    long value = Long.parseLong(m.group(1));
    return m.group(2).equals("s") ? Duration.ofSeconds(value) : Duration.ofMillis(value);
  }
}
