package dev.weir.cli.shell;

import dev.weir.image.NativeFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Converts failures to one line without passwords, and an exit code. */
public final class FailureReporter {
  /** Matches picocli's message for an entry without a key or value. */
  private static final Pattern MALFORMED_ENTRY =
      Pattern.compile(
          "Value for option option '([^']+)' \\(([^)]+)\\) should be in .* format but was (.*)",
          Pattern.DOTALL);

  private static final Pattern OPTION = Pattern.compile("(--?[A-Za-z][A-Za-z0-9-]{0,40})(=.*)?");
  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9.-]{0,40}");
  // The shell splits values at spaces: the next argument may be the rest of a password.
  private static final List<String> MAY_HOLD_PASSWORDS = List.of("--source", "--kafka");

  private final GivenValues given;

  public FailureReporter(GivenValues given) {
    this.given = given;
  }

  /** Reports a wrong option or argument. */
  public int usage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    command
        .getErr()
        .println(
            "weir: %s (see %s --help)"
                .formatted(line(e, args), command.getCommandSpec().qualifiedName(" ")));
    return CommandLine.ExitCode.USAGE;
  }

  private String line(ParameterException e, String[] args) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched, args);
    }
    List<String> unknown = e.getCommandLine().getUnmatchedArguments();
    if (e instanceof MissingParameterException && !unknown.isEmpty()) {
      // A mistyped option is the likely reason why one is missing.
      return unmatched(new UnmatchedArgumentException(e.getCommandLine(), unknown), args);
    }
    return given.line(
        MALFORMED_ENTRY
            .matcher(message(e))
            .replaceFirst(
                m -> Matcher.quoteReplacement(malformed(m.group(1), m.group(3), m.group(2)))));
  }

  /** Shows only the name that an entry begins with: the rest may be a password. */
  private static String malformed(String option, String entry, String form) {
    return "%s %s: expected %s"
        .formatted(
            option, entry.replaceFirst("(?s)^([A-Za-z0-9._-]*)[^A-Za-z0-9._-].*", "$1***"), form);
  }

  private static String unmatched(UnmatchedArgumentException e, String[] args) {
    String first = e.getUnmatched().get(0);
    if (harmless(first, args)) {
      Optional<String> command = UnmatchedArguments.noSuchCommand(e.getCommandLine(), first);
      if (command.isPresent()) {
        return command.get();
      }
    }
    List<String> said = new ArrayList<>();
    boolean hidden = false;
    for (String argument : e.getUnmatched()) {
      Matcher option = OPTION.matcher(argument);
      if (option.matches()) {
        said.add("Unknown option: '%s'".formatted(option.group(1)));
      } else if (harmless(argument, args)) {
        said.add("Unmatched argument: '%s'".formatted(argument));
      } else {
        hidden = true;
      }
    }
    if (hidden) {
      said.add(
          "an argument belongs to no option; it is not shown because it may be part of a password;"
              + " put quotes around values with spaces");
    }
    List<String> near = e.getSuggestions();
    if (!near.isEmpty() && !said.isEmpty()) {
      said.add("did you mean " + String.join(" or ", near) + "?");
    }
    return String.join("; ", said);
  }

  /** Returns whether an argument is a plain word that cannot be the rest of a password. */
  private static boolean harmless(String argument, String[] args) {
    return WORD.matcher(argument).matches() && !followsSecret(argument, args);
  }

  private static boolean followsSecret(String argument, String[] args) {
    int at = Arrays.asList(args).indexOf(argument);
    return Arrays.stream(args)
        .limit(Math.max(0, at))
        .anyMatch(arg -> MAY_HOLD_PASSWORDS.stream().anyMatch(arg::startsWith));
  }

  /** Reports a command that failed. */
  public int execution(Exception e, CommandLine command, ParseResult parsed) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    command.getErr().println("weir: " + given.line(message(e)));
    if (CommonOptions.verbose(parsed)) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      command.getErr().println(given.hide(trace.toString()));
    }
    return e instanceof UsageException ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
  }

  /** Reports a native library that does not load. */
  public int natives(LinkageError e, CommandLine command, boolean verbose) {
    command.getErr().println("weir: " + given.line(NativeFailure.explain(e)));
    if (verbose) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      command.getErr().println(given.hide(trace.toString()));
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String message(Throwable e) {
    String message =
        e instanceof FileSystemException file ? FileFailures.text(file) : e.getMessage();
    return message == null || message.isBlank()
        ? e.getClass().getSimpleName() + " without a message; --verbose shows where"
        : message;
  }
}
