package dev.weir.frame;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads text files that a person wrote in any editor: UTF-8, or UTF-16 with a byte order mark. The
 * mark is not part of the returned text.
 */
public final class TextFile {
  private static final String MARK = "\uFEFF";

  private TextFile() {}

  /**
   * Reads a file.
   *
   * @throws IOException if the file cannot be read or is not text; the message names the file and
   *     says what to do
   */
  public static String read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("%s: is a folder, expected a text file".formatted(file));
    }
    if (!Files.exists(file)) {
      throw new IOException("%s: no such file, expected a text file".formatted(file));
    }
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (AccessDeniedException e) {
      throw new IOException("%s: permission denied; let this user read it".formatted(file), e);
    }
    Charset charset = charset(bytes);
    String text;
    try {
      text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw notText(file, e);
    }
    if (text.indexOf('\0') >= 0) {
      throw notText(file, null);
    }
    return text.replace(MARK, ""); // also where files with one were joined
  }

  private static Charset charset(byte... bytes) {
    int first = bytes.length < 2 ? 0 : (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF);
    return switch (first) {
      case 0xFFFE -> StandardCharsets.UTF_16LE;
      case 0xFEFF -> StandardCharsets.UTF_16BE;
      default -> StandardCharsets.UTF_8;
    };
  }

  private static IOException notText(Path file, @Nullable Throwable cause) {
    return new IOException(
        "%s: is not UTF-8 text; save it as UTF-8 in your editor".formatted(file), cause);
  }
}
