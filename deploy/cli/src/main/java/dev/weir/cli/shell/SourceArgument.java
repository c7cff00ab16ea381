package dev.weir.cli.shell;

import dev.weir.frame.Redactor;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code [NAME=]URL} as the user wrote it, split but not validated.
 *
 * @param name the text before the equals sign, or null if the sign belongs to the URL
 * @param url a URL or a path
 */
public record SourceArgument(@Nullable String name, String url) {
  // A URL or a file's name may contain an equals sign.
  private static final Pattern URL_BEFORE =
      Pattern.compile(
          "(?i)\\s*[\"'<]?(rtsps?|https?|file|v4l2|synthetic|srt|rtmps?|udp|tcp|ftp):.*",
          Pattern.DOTALL);
  private static final Pattern URL_AFTER =
      Pattern.compile(
          "(?i)\\s*[\"'<]?([a-z][a-z0-9+.-]+:[/\\\\]|rtsps?:|https?:|file:|v4l2:|synthetic:).*",
          Pattern.DOTALL);
  private static final Pattern PART_OF_PATH = Pattern.compile("[/\\\\:?@#&]");

  public static SourceArgument parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      return new SourceArgument(null, text);
    }
    String before = text.substring(0, equals);
    String after = text.substring(equals + 1);
    if (URL_BEFORE.matcher(before).matches()) {
      return new SourceArgument(null, text);
    }
    if (!URL_AFTER.matcher(after).matches()
        && (PART_OF_PATH.matcher(before).find() || (isFile(text) && !isFile(after)))) {
      return new SourceArgument(null, text);
    }
    return new SourceArgument(before.strip(), after.strip());
  }

  private static boolean isFile(String text) {
    try {
      return Files.isRegularFile(Path.of(text.strip()));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Returns the argument without passwords, for printing. */
  @Override
  public String toString() {
    String shown = Redactor.url(url);
    return name == null ? shown : Redactor.text(Redactor.name(name) + "=" + shown);
  }
}
