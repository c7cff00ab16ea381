package dev.weir.zoo.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Recognizes the format of a file that is not ONNX by its first bytes. */
final class FileFormat {
  /** The number of bytes needed to recognize the format. */
  private static final int HEAD = 512;

  /** The maximum number of characters of a text file in a message. */
  private static final int SHOWN = 24;

  /** The first byte of an ONNX file: field 1, a number, the version of the format. */
  private static final byte FIRST_FIELD = 0x08;

  private FileFormat() {}

  /**
   * Why a file's content is not ONNX, and what to do.
   *
   * @param problem the parser's
   */
  static String whyNotOnnx(byte[] bytes, @Nullable String problem) {
    byte[] head = Arrays.copyOf(bytes, Math.min(HEAD, bytes.length));
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("version https://git-lfs")) {
      return "a Git LFS pointer, expected an ONNX file; fetch the file itself with 'git lfs pull'";
    }
    String start = text.strip().toLowerCase(Locale.ROOT);
    if (start.startsWith("<!doctype") || start.startsWith("<html")) {
      return "a web page, expected an ONNX file; download the file itself instead of its page";
    }
    if (text.startsWith("PK\u0003\u0004") || text.startsWith("\u0080\u0002")) {
      return "an archive as PyTorch saves weights, expected an ONNX file; write one with torch.onnx.export";
    }
    if (text.startsWith("\u0089HDF")) {
      return "an HDF5 file as Keras writes it, expected an ONNX file; convert it with tf2onnx";
    }
    if (text.startsWith("TFL3", Float.BYTES)) {
      return "a TensorFlow Lite file, expected an ONNX file; convert it with tf2onnx";
    }
    if (text.startsWith("\u001f\u008b")) {
      return "compressed with gzip, expected an ONNX file; unpack it with gunzip";
    }
    if (head[0] == FIRST_FIELD) {
      return "damaged or cut off: expected an ONNX file, found the start of one in %d bytes (%s); copy or download it again"
          .formatted(bytes.length, String.valueOf(problem).replaceFirst("(?s)\\.\\s.*", ""));
    }
    return "expected an ONNX file, found %s; name an .onnx file".formatted(beginning(head));
  }

  private static String beginning(byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8);
    String shown = text.substring(0, Math.min(SHOWN, text.length()));
    boolean readable =
        shown.chars().allMatch(c -> (c >= ' ' && c < 127) || c == '\n' || c == '\r' || c == '\t');
    return readable
        ? "text that begins with '%s'".formatted(shown.strip().replaceAll("\\s+", " "))
        : "other bytes";
  }
}
