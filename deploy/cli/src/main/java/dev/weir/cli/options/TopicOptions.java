package dev.weir.cli.options;

import dev.weir.cli.shell.UsageException;
import picocli.CommandLine.Option;

/** Options for topics that a stage creates. */
public final class TopicOptions {
  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "1",
      description = {
        "Partitions of topics that this stage creates if no topic of Weir exists; this many "
            + "segmenters can share the cameras. Existing topics are not changed (default:"
            + " ${DEFAULT-VALUE})."
      })
  private int partitions = 1;

  @Option(
      names = "--replication",
      paramLabel = "N",
      defaultValue = "1",
      description = "Replicas of topics that this stage creates (default: ${DEFAULT-VALUE}).")
  private short replication = 1;

  public int partitions() {
    return atLeastOne("--partitions", partitions);
  }

  public short replication() {
    return (short) atLeastOne("--replication", replication);
  }

  private static int atLeastOne(String option, int value) {
    if (value < 1) {
      throw new UsageException("%s %d: expected at least 1".formatted(option, value));
    }
    return value;
  }
}
