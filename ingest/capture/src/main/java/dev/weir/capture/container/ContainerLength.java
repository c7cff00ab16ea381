package dev.weir.capture.container;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Compares a file with the lengths that its container declares. Only lengths that the format
 * defines are used. An unknown length, zero, and trailing bytes do not mean that a file is
 * truncated.
 */
public final class ContainerLength {
  private static final List<ContainerFormat> FORMATS =
      List.of(
          new IsoFormat(),
          new MatroskaFormat(),
          new AviFormat(),
          new AsfFormat(),
          new FlvFormat(),
          new OggFormat(),
          new ProgramStreamFormat(),
          new TransportStreamFormat()); // last, because it matches every file

  private ContainerLength() {}

  /**
   * Returns what a file lacks, as a clause such as "its segment is 40 bytes longer than the file".
   *
   * @return empty if the file is complete, declares no length, or has an unknown format
   * @throws IOException if the file cannot be read
   */
  public static Optional<String> missing(FileBytes file) throws IOException {
    return ask(file, ContainerFormat::missing);
  }

  /**
   * Returns why no player can open a file: what it lacks, or that its recording was not finished.
   *
   * @return empty if the container does not show a reason
   * @throws IOException if the file cannot be read
   */
  public static Optional<String> unreadable(FileBytes file) throws IOException {
    return ask(file, ContainerFormat::unreadable);
  }

  @FunctionalInterface
  private interface Question {
    Optional<String> of(ContainerFormat format, FileBytes file) throws IOException;
  }

  private static Optional<String> ask(FileBytes file, Question question) throws IOException {
    if (file.size() < ContainerFormat.HEAD) {
      return Optional.empty();
    }
    ByteBuffer head = file.at(0, ContainerFormat.HEAD);
    for (ContainerFormat format : FORMATS) {
      if (format.matches(head)) {
        try {
          return question.of(format, file);
        } catch (EOFException e) {
          return Optional.empty(); // the file ends within a header, before any length is known
        }
      }
    }
    return Optional.empty();
  }

  /** Returns the clause for a part that continues beyond the end of the file. */
  static Optional<String> longer(String part, long bytes) {
    return Optional.of("%s is %d bytes longer than the file".formatted(part, bytes));
  }
}
