package dev.weir.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A text file")
class TextFileTest {
  private static final String TEXT = "straße #804080\r\nsky #808080\n";
  private static final String MARK = "\uFEFF";

  @TempDir private Path folder;

  private Path file(byte... bytes) throws IOException {
    return Files.write(folder.resolve("f.txt"), bytes);
  }

  @Test
  void isTheSameWithAByteOrderMarkAndWithoutInUtf8AndUtf16() throws IOException {
    for (String text : new String[] {TEXT, MARK + TEXT}) {
      assertThat(TextFile.read(file(text.getBytes(StandardCharsets.UTF_8)))).isEqualTo(TEXT);
    }
    assertThat(TextFile.read(file((MARK + TEXT).getBytes(StandardCharsets.UTF_16LE))))
        .isEqualTo(TEXT);
    assertThat(TextFile.read(file((MARK + TEXT).getBytes(StandardCharsets.UTF_16BE))))
        .isEqualTo(TEXT);
    String joined = MARK + MARK + TEXT + MARK + TEXT;
    assertThat(TextFile.read(file(joined.getBytes(StandardCharsets.UTF_8)))).isEqualTo(TEXT + TEXT);
    assertThat(TextFile.read(file())).isEmpty();
  }

  @Test
  void thatIsNoTextIsNamed() throws IOException {
    Path latin = file(TEXT.getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> TextFile.read(latin))
        .hasMessage(latin + ": is not UTF-8 text; save it as UTF-8 in your editor");
    Path unmarked = file(TEXT.getBytes(StandardCharsets.UTF_16LE));
    assertThatThrownBy(() -> TextFile.read(unmarked)).hasMessageContaining("is not UTF-8 text");
    assertThatThrownBy(() -> TextFile.read(folder)).hasMessageContaining("is a folder");
    assertThatThrownBy(() -> TextFile.read(folder.resolve("none")))
        .hasMessageContaining("none: no such file");
  }
}
