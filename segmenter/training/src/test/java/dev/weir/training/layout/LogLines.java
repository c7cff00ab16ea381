package dev.weir.training.layout;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What a class logs, until it is closed. */
final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Logger logger;
  private final List<String> lines;

  private LogLines(Logger logger, List<String> lines) {
    this.logger = logger;
    this.lines = lines;
  }

  static LogLines of(Class<?> of, List<String> lines) {
    LogLines appender = new LogLines((Logger) LoggerFactory.getLogger(of), lines);
    appender.start();
    appender.logger.addAppender(appender);
    return appender;
  }

  @Override
  protected void append(ILoggingEvent event) {
    lines.add(event.getFormattedMessage());
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    stop();
  }
}
