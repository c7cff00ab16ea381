package dev.weir.cli;

import dev.weir.image.NativeFailure;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one line and an exit code. */
final class Failures {
  private Failures() {}

  /** A wrong option or argument. */
  static int usage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    StringBuilder line = new StringBuilder(oneLine(e));
    if (e instanceof UnmatchedArgumentException unmatched) {
      List<String> near = unmatched.getSuggestions();
      if (!near.isEmpty()) {
        line.append("; did you mean ").append(String.join(" or ", near)).append('?');
      }
    }
    command
        .getErr()
        .println(
            "weir: %s (%s --help shows what there is)"
                .formatted(line, command.getCommandSpec().qualifiedName(" ")));
    return CommandLine.ExitCode.USAGE;
  }

  /** A command that failed. */
  static int execution(Exception e, CommandLine command, ParseResult parsed) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    command.getErr().println("weir: " + oneLine(e));
    if (Common.verbose(parsed)) {
      e.printStackTrace(command.getErr());
    }
    return e instanceof UsageException ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
  }

  /** A native library that does not load. */
  static int natives(LinkageError e, CommandLine command, boolean verbose) {
    command.getErr().println("weir: " + NativeFailure.explain(e));
    if (verbose) {
      e.printStackTrace(command.getErr());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String oneLine(Throwable e) {
    String message = e.getMessage();
    if (message == null || message.isBlank()) {
      return e.getClass().getSimpleName() + " without a message; --verbose shows where";
    }
    return message.lines().map(String::strip).reduce((a, b) -> a + " " + b).orElse(message);
  }
}
