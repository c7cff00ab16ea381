package dev.weir.cli.options;

import dev.weir.cli.shell.DurationConverter;
import dev.weir.cli.shell.UsageException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for the number and duration of rounds, and for the results file. */
public final class RoundOptions {
  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Number of rounds; their median is reported (default: ${DEFAULT-VALUE}).")
  private int rounds = 5;

  @Option(
      names = "--round",
      paramLabel = "TIME",
      defaultValue = "3s",
      converter = DurationConverter.class,
      description = "Approximate duration of one round (default: ${DEFAULT-VALUE}).")
  private Duration round = Duration.ofSeconds(3);

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write the results to this file.")
  private @Nullable Path json;

  /**
   * Returns the number of rounds.
   *
   * @throws UsageException if it is less than 1
   */
  public int count() {
    if (rounds < 1) {
      throw new UsageException("--rounds %d: expected at least 1".formatted(rounds));
    }
    return rounds;
  }

  public Duration length() {
    return round;
  }

  @Nullable
  public Path json() {
    return json;
  }
}
