package dev.weir.cli.shell;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.util.List;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Configures logging to standard error, one line per message: Weir's messages, and important ones
 * of other libraries.
 */
public final class LogSetup {
  private static final List<String> LOUD =
      List.of(
          "org.apache.kafka.streams",
          "org.apache.kafka.clients.consumer.internals.ConsumerRebalanceListenerInvoker",
          // It fails to leave its group when the publisher restarts without a broker.
          "org.apache.kafka.clients.consumer.internals.ClassicKafkaConsumer");

  private LogSetup() {}

  /**
   * Configures logback. Call once, before the first stage starts.
   *
   * @param verbose whether to log Weir's details, other libraries' info messages, and stack traces
   * @param redactor hides passwords; applied to each line
   */
  public static void configure(boolean verbose, UnaryOperator<String> redactor) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();

    RedactingEncoder encoder = new RedactingEncoder(redactor);
    encoder.setContext(context);
    encoder.setPattern(
        verbose
            ? "%d{HH:mm:ss.SSS} %-5level [%thread] %logger{36} %msg%n"
            : "%d{HH:mm:ss} %-5level %msg%n%nopex");
    encoder.start();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setTarget("System.err");
    console.setEncoder(encoder);
    console.start();

    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.addAppender(console);
    // Libraries log every retry and shutdown; the stages log the outcome in one line.
    root.setLevel(verbose ? Level.INFO : Level.ERROR);
    // Kafka Streams logs recoverable problems as errors, at each retry. The segmenter logs the
    // errors that stop it.
    for (String loud : LOUD) {
      context.getLogger(loud).setLevel(verbose ? Level.INFO : Level.OFF);
    }
    context.getLogger("dev.weir").setLevel(verbose ? Level.DEBUG : Level.INFO);
  }
}
