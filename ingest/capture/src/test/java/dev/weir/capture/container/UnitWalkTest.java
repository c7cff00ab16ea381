package dev.weir.capture.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Large files on a server, which are followed from a unit near their end. */
class UnitWalkTest {
  private static final int UNITS = 2000;

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static byte[] unit(String header, int length) {
    return Arrays.copyOf(hex(header), length);
  }

  /** A format's name, its first bytes, one unit, and the bytes that can be cut without a loss. */
  static Stream<Arguments> formats() {
    byte[] tag = unit("090003E8", 11 + 1000 + 4); // 1000 bytes
    tag[11 + 1000 + 2] = (byte) (1011 >> 8);
    tag[11 + 1000 + 3] = (byte) 1011;
    byte[] page = unit("4F676753", 27 + 1 + 200);
    page[26] = 1;
    page[27] = (byte) 200;
    byte[] fragment = new byte[40 + 500];
    System.arraycopy(hex("000000286D6F6F66"), 0, fragment, 0, 8);
    System.arraycopy(hex("000001F46D646174"), 0, fragment, 40, 8);
    byte[] pack = unit("000001BA44", 14 + 106);
    System.arraycopy(hex("000001E00064"), 0, pack, 14, 6);
    return Stream.of(
        Arguments.of("FLV", hex("464C5601050000000900000000"), tag, 4),
        Arguments.of("Ogg", new byte[0], page, 0),
        Arguments.of("fragmented MP4", unit("0000001066747970", 16), fragment, 0),
        Arguments.of("program stream", new byte[0], pack, 0),
        Arguments.of(
            "Matroska",
            hex("1A45DFA3" + "84" + "42868101" + "18538067" + "01FFFFFFFFFFFFFF"),
            unit("1F43B675" + "43E8", 6 + 1000),
            0));
  }

  private static byte[] file(byte[] head, byte[] unit, int missing) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head);
    for (int i = 0; i < UNITS; i++) {
      all.writeBytes(unit);
    }
    return Arrays.copyOf(all.toByteArray(), all.size() - missing);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formats")
  void aLargeFileWhoseLastUnitIsCutIsFoundFromItsEnd(
      String name, byte[] head, byte[] unit, int trailer) throws IOException {
    // Given
    MemoryBytes file = new MemoryBytes(file(head, unit, 50 + trailer));

    // When, Then
    assertThat(ContainerLength.missing(file))
        .hasValueSatisfying(cut -> assertThat(cut).endsWith("is 50 bytes longer than the file"));
    assertThat(file.reads()).as("reads").isLessThan(2 * UNITS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formats")
  void aLargeFileThatIsCompleteIsNotCut(String name, byte[] head, byte[] unit, int trailer)
      throws IOException {
    assertThat(ContainerLength.missing(new MemoryBytes(file(head, unit, 0)))).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formats")
  void aLargeFileWithoutUnitsAtItsEndIsNotCut(String name, byte[] head, byte[] unit, int trailer)
      throws IOException {
    // Given
    byte[] whole = file(head, unit, 0);
    byte[] padded = Arrays.copyOf(whole, whole.length + 100_000);
    byte[] text = "padding ".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, padded, whole.length, text.length);

    // When, Then
    assertThat(ContainerLength.missing(new MemoryBytes(padded))).isEmpty();
  }
}
