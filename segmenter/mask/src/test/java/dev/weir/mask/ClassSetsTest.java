package dev.weir.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A class set")
class ClassSetsTest {
  private static final ClassMap EXPECTED =
      new ClassMap(
          List.of(
              new ClassMap.Entry("road", 0x804080), new ClassMap.Entry("traffic light", 0xFAAA1E)));

  @TempDir private Path folder;

  private String file(String text, Charset charset) throws IOException {
    return Files.write(folder.resolve("classes.txt"), text.getBytes(charset)).toString();
  }

  private String file(String text) throws IOException {
    return file(text, StandardCharsets.UTF_8);
  }

  @Test
  void isBuiltInUnderItsName() {
    assertThat(ClassSets.of("camvid")).isEqualTo(ClassMap.CAMVID);
    assertThat(ClassSets.of("Cityscapes")).isEqualTo(ClassMap.CITYSCAPES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "road #804080\ntraffic light #faaa1e",
        "road #804080\r\ntraffic light #FAAA1E\r\n",
        "\uFEFFroad #804080\n\n\ntraffic light #faaa1e\n\n",
        "  road\t#804080 \t \n\t traffic  light\u00A0\u00A0#faaa1e\u00A0\n \t \n",
        "road #804080\n\uFEFFtraffic\u00A0light #faaa1e \u3000\n"
      })
  void isTheSameWhateverTheBlanksAndMarksOfItsFile(String text) throws IOException {
    assertThat(ClassSets.of(file(text))).isEqualTo(EXPECTED);
    assertThat(ClassSets.of(file("\uFEFF" + text, StandardCharsets.UTF_16LE))).isEqualTo(EXPECTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'road #804080\nroad #000000'         | lines 1 and 2 are both named 'road'",
        "'road #804080\n\n road  #804080 \n'  | lines 1 and 3 are both named 'road'",
        "'a b #804080\na\t  b #804080'          | lines 1 and 2 are both named 'a b'",
        "'\nroad 804080'                      | line 2, 'road 804080': expected a name and a color",
        "'#804080'                            | line 1, '#804080': expected a name and a color",
        "'road, wet #804080'                  | expected a name without a comma",
        "' \n\t\n'                            | 0 classes"
      })
  void thatIsNoneSaysTheLineAndTheReason(String text, String reason) throws IOException {
    String file = file(text);

    assertThatThrownBy(() -> ClassSets.of(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cats", "", "no\u0000file"})
  void thatDoesNotExistSaysWhichDo(String name) {
    assertThatThrownBy(() -> ClassSets.of(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            name + ": expected camvid, cityscapes, or a file with a name and a color on each line");
  }

  @Test
  void thatIsAFolderSaysSo() {
    assertThatThrownBy(() -> ClassSets.of(folder.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is a folder, expected a text file");
  }
}
