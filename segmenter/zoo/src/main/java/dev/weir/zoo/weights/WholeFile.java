package dev.weir.zoo.weights;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Reads a file of weights whole. It never opens a named pipe or a device, which could block the
 * reader forever.
 */
public final class WholeFile {
  /** The largest array that every Java VM can allocate. */
  private static final long MAX_BYTES = Integer.MAX_VALUE - 8L;

  private static final int KIND_OF_FILE = 0170000;
  private static final int PIPE = 0010000;
  private static final int CHARACTER_DEVICE = 0020000;
  private static final int BLOCK_DEVICE = 0060000;
  private static final int SOCKET = 0140000;

  private WholeFile() {}

  /**
   * Reads a file.
   *
   * @param expected what the file should be, for messages: "an ONNX file"
   * @throws IOException if it is not a regular file, is empty or too large, or cannot be read; the
   *     message names the file and says what to do
   */
  public static byte[] read(Path file, String expected) throws IOException {
    long size = size(file, expected);
    if (size > MAX_BYTES) {
      throw new IOException(
          "%s: %d bytes, expected %s of at most %d bytes; export it with half floats"
              .formatted(file, size, expected, MAX_BYTES));
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      if (bytes.length == 0) {
        throw new IOException(
            "%s: an empty file, expected %s; copy or download it again".formatted(file, expected));
      }
      return bytes;
    } catch (FileSystemException e) {
      throw unreadable(file, expected, e);
    }
  }

  /**
   * The size of a file that can be read.
   *
   * @param expected what the file should be, for messages: "an ONNX file"
   * @throws IOException if it is not a regular file, or its path cannot be followed; the message
   *     names the file and says what to do
   */
  public static long size(Path file, String expected) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(file, BasicFileAttributes.class);
    } catch (FileSystemException e) {
      throw unreadable(file, expected, e);
    }
    if (attributes.isDirectory()) {
      throw new IOException(
          "%s: is a folder, expected %s; name the file in it".formatted(file, expected));
    }
    if (!attributes.isRegularFile()) {
      throw new IOException(
          "%s: is %s, expected %s; copy its content to a regular file"
              .formatted(file, kind(file), expected));
    }
    return attributes.size();
  }

  private static String kind(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return "not a regular file";
    }
    return switch ((int) Files.getAttribute(file, "unix:mode") & KIND_OF_FILE) {
      case PIPE -> "a named pipe";
      case CHARACTER_DEVICE, BLOCK_DEVICE -> "a device";
      case SOCKET -> "a socket";
      default -> "not a regular file";
    };
  }

  private static IOException unreadable(Path file, String expected, FileSystemException cause) {
    if (cause instanceof AccessDeniedException) {
      return new IOException(
          "%s: permission denied; let this user read it, for example with chmod a+r"
              .formatted(file),
          cause);
    }
    boolean link = Files.isSymbolicLink(file);
    if (cause instanceof NoSuchFileException) {
      return new IOException(
          "%s: %s, expected %s"
              .formatted(
                  file,
                  link ? "a symbolic link to a file that does not exist" : "no such file",
                  expected),
          cause);
    }
    String reason = cause.getReason() == null ? cause.toString() : cause.getReason();
    return new IOException(
        link
            ? "%s: a symbolic link that cannot be followed (%s), expected %s; link it to the file itself"
                .formatted(file, reason, expected)
            : "%s: cannot be read (%s), expected %s; check the path and the disk"
                .formatted(file, reason, expected),
        cause);
  }
}
