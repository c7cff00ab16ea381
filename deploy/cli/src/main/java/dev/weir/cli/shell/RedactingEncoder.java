package dev.weir.cli.shell;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.weir.frame.Redactor;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Encodes log lines without passwords or control characters that a terminal would interpret. A
 * message is always one line; a stack trace keeps its lines.
 */
public final class RedactingEncoder extends PatternLayoutEncoder {
  private static final int MOST = 4000; // characters; a longer line is cut

  private final UnaryOperator<String> redactor;

  public RedactingEncoder(UnaryOperator<String> redactor) {
    this.redactor = redactor;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    String hidden = redactor.apply(getLayout().doLayout(event).stripTrailing());
    String shown =
        event.getThrowableProxy() == null
            ? safe(hidden)
            : hidden
                .lines()
                .map(line -> line.startsWith("\t") ? "\t" + safe(line.substring(1)) : safe(line))
                .collect(Collectors.joining("\n"));
    return (shown + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String safe(String line) {
    // Shortened only here, where no password is left that a cut could part from its URL.
    return Redactor.printable(line.length() <= MOST ? line : line.substring(0, MOST) + "...");
  }
}
