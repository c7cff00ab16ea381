package dev.weir.cli;

import dev.weir.cli.bench.BenchCommand;
import dev.weir.cli.models.ModelsCommand;
import dev.weir.cli.shell.CommonOptions;
import dev.weir.cli.shell.FailureReporter;
import dev.weir.cli.shell.GivenValues;
import dev.weir.cli.shell.LogSetup;
import dev.weir.cli.shell.RenamedNames;
import dev.weir.cli.shell.Settings;
import dev.weir.cli.shell.UnmatchedArguments;
import dev.weir.cli.shell.UsageException;
import dev.weir.cli.stages.BrokerCommand;
import dev.weir.cli.stages.DemoCommand;
import dev.weir.cli.stages.DoctorCommand;
import dev.weir.cli.stages.IngestCommand;
import dev.weir.cli.stages.PublishCommand;
import dev.weir.cli.stages.SegmentCommand;
import dev.weir.cli.train.EvalCommand;
import dev.weir.cli.train.TrainCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The entry point. Exit codes: 0 success, 1 failure, 2 wrong usage. Every failure prints one line
 * on standard error that says what to do; {@code --verbose} adds the stack trace.
 */
@Command(
    name = "weir",
    description = "Real-time semantic segmentation of live video, as streams in Kafka.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      BrokerCommand.class,
      IngestCommand.class,
      SegmentCommand.class,
      PublishCommand.class,
      ModelsCommand.class,
      TrainCommand.class,
      EvalCommand.class,
      BenchCommand.class,
      DoctorCommand.class,
      AutoComplete.GenerateCompletion.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "An option overrides the environment (WEIR_BOOTSTRAP for --bootstrap, and so on),",
      "and the environment overrides the YAML file (--config).",
      "",
      "Start here:",
      "  weir demo                                  two rendered cameras, everything in one process",
      "  weir demo --source rtsp://camera/stream    the same, with your camera",
      "  weir doctor                                what this machine has, and what is missing"
    })
public final class Weir implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @SuppressWarnings("UnusedVariable") // picocli reads and writes it
  @Mixin
  private CommonOptions common = new CommonOptions();

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(
        run(
            args,
            System.getenv(),
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8)));
  }

  /**
   * Runs one command.
   *
   * @param environment settings named {@code WEIR_…}
   * @return the exit code
   */
  public static int run(
      String[] args, Map<String, String> environment, PrintWriter out, PrintWriter err) {
    Settings settings = new Settings(environment);
    GivenValues given = new GivenValues(args, environment);
    FailureReporter failures = new FailureReporter(given);
    // picocli's warnings repeat the raw values, including passwords.
    CommandLine.tracer().setLevel(CommandLine.TraceLevel.OFF);
    CommandLine command =
        new CommandLine(new Weir())
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUnmatchedOptionsAllowedAsOptionParameters(false)
            .setDefaultValueProvider(settings)
            .setParameterExceptionHandler(failures::usage)
            .setExecutionExceptionHandler(failures::execution);
    takeQuotesLiterally(command);
    command.setExecutionStrategy(
        parsed -> {
          UnmatchedArguments.refuse(parsed);
          LogSetup.configure(CommonOptions.verbose(parsed), given::hide);
          return new CommandLine.RunLast().execute(parsed);
        });
    try {
      RenamedNames.refuse(args, environment);
      settings.load(args, command);
    } catch (UsageException e) {
      err.println("weir: " + given.line(String.valueOf(e.getMessage())));
      return CommandLine.ExitCode.USAGE;
    }
    given.addAll(settings.fileValues());
    try {
      return command.execute(args);
    } catch (LinkageError e) { // which picocli passes on
      return failures.natives(e, command, List.of(args).contains("--verbose"));
    }
  }

  /**
   * Keeps quotes as they are: the shell has removed its own, and a remaining one may belong to a
   * password.
   */
  private static void takeQuotesLiterally(CommandLine command) {
    command.getCommandSpec().parser().splitQuotedStrings(true);
    command.getSubcommands().values().forEach(Weir::takeQuotesLiterally);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
