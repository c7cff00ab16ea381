package dev.weir.capture.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerLengthTest {
  @TempDir Path directory;

  private Optional<String> missing(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    Path file = Files.write(directory.resolve("file"), all.toByteArray());
    try (LocalBytes bytes = LocalBytes.open(file)) {
      return ContainerLength.missing(bytes);
    }
  }

  private static byte[] box(String type, int length) {
    ByteBuffer box = ByteBuffer.allocate(Math.max(8, length)).putInt(length);
    return box.put(type.getBytes(StandardCharsets.ISO_8859_1)).array();
  }

  private static byte[] cut(byte[] bytes, int missing) {
    return Arrays.copyOf(bytes, bytes.length - missing);
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  @Test
  void boxesThatEndWithTheFileAreWhole() throws IOException {
    assertThat(missing(box("ftyp", 24), box("moov", 100), box("mdat", 500))).isEmpty();
    assertThat(missing(box("ftyp", 24), box("moof", 40), box("mdat", 50), box("mfra", 16)))
        .isEmpty();
  }

  @Test
  void aBoxThatIsLongerThanTheFileIsCut() throws IOException {
    assertThat(missing(box("ftyp", 24), box("moov", 100), cut(box("mdat", 500), 100)))
        .contains("its last box, 'mdat', is 100 bytes longer than the file");
    assertThat(missing(box("ftyp", 24), box("mdat", 50), cut(box("moof", 90), 80))).isPresent();
    ByteBuffer large = ByteBuffer.allocate(100).putInt(1).put(new byte[] {'m', 'd', 'a', 't'});
    assertThat(missing(box("ftyp", 24), large.putLong(5_000_000_000L).array())).isPresent();
  }

  @Test
  void aBoxUpToTheEndAndTrailingBytesAreNotCut() throws IOException {
    byte[] open = box("mdat", 300);
    ByteBuffer.wrap(open).putInt(0);
    assertThat(missing(box("ftyp", 24), box("moov", 100), open)).isEmpty();
    assertThat(missing(box("ftyp", 24), box("mdat", 99), new byte[5])).isEmpty();
    assertThat(missing(box("ftyp", 24), box("mdat", 99), new byte[500])).isEmpty();
    byte[] junk = new byte[500];
    Arrays.fill(junk, (byte) 'x');
    assertThat(missing(box("ftyp", 24), box("mdat", 99), junk)).isEmpty();
  }

  @Test
  void aMatroskaSegmentIsCutIfItIsLongerThanTheFile() throws IOException {
    byte[] header = hex("1A45DFA3" + "84" + "42868101");
    byte[] known = hex("18538067" + "0100000000000064"); // 100 bytes
    byte[] unknown = hex("18538067" + "01FFFFFFFFFFFFFF"); // of a live recording

    assertThat(missing(header, known, new byte[100])).isEmpty();
    assertThat(missing(header, known, new byte[60]))
        .contains("its segment is 40 bytes longer than the file");
    assertThat(missing(header, unknown, new byte[60])).isEmpty();
    assertThat(missing(header, known, new byte[160])).isEmpty();
  }

  private static byte[] riff(String type, int length, int bytes) {
    return ByteBuffer.allocate(8 + bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.ISO_8859_1))
        .putInt(length)
        .put(type.getBytes(StandardCharsets.ISO_8859_1))
        .array();
  }

  @Test
  void anAviIsCutIfAChunkOfItIsLongerThanTheFile() throws IOException {
    assertThat(missing(riff("AVI ", 100, 100), riff("AVIX", 200, 200))).isEmpty();
    assertThat(missing(riff("AVI ", 100, 100), riff("AVIX", 200, 150)))
        .contains("its last RIFF chunk is 50 bytes longer than the file");
    assertThat(missing(riff("AVI ", 0, 100))).isEmpty(); // not finished: the length is unknown
    assertThat(missing(riff("AVI ", 108, 100))).isEmpty(); // the length includes the header
  }

  private static byte[] packets(int count, int size, int sync) {
    byte[] all = new byte[count * size];
    for (int i = 0; i < count; i++) {
      all[i * size + sync] = 0x47;
    }
    return all;
  }

  @Test
  void aTransportStreamIsCutIfItsLastPacketIsNotWhole() throws IOException {
    assertThat(missing(packets(20, 188, 0))).isEmpty();
    assertThat(missing(packets(20, 192, 4))).isEmpty();
    assertThat(missing(cut(packets(20, 188, 0), 100)))
        .contains("its last packet has 88 of 188 bytes");
    assertThat(missing(cut(packets(20, 192, 4), 1)))
        .contains("its last packet has 191 of 192 bytes");
  }

  @Test
  void paddingAfterATransportStreamIsNotACutPacket() throws IOException {
    assertThat(missing(packets(20, 188, 0), new byte[50])).isEmpty();
  }

  @Test
  void anUnfinishedMatroskaRecordingIsCutIfItsLastElementIs() throws IOException {
    byte[] header = hex("1A45DFA3" + "84" + "42868101" + "18538067" + "01FFFFFFFFFFFFFF");
    byte[] cluster = Arrays.copyOf(hex("1F43B675" + "E4"), 5 + 100);
    byte[] open = hex("1F43B675" + "FF" + "E78101"); // a cluster of unknown length
    byte[] block = Arrays.copyOf(hex("A3" + "9E"), 2 + 30);

    assertThat(missing(header, cluster, cluster)).isEmpty();
    assertThat(missing(header, cluster, cut(cluster, 40)))
        .contains("its last element is 40 bytes longer than the file");
    assertThat(missing(header, open, block, block, open, block)).isEmpty();
    assertThat(missing(header, open, block, cut(block, 7)))
        .contains("its last element is 7 bytes longer than the file");
    assertThat(missing(header, cluster, new byte[50])).isEmpty();
  }

  @Test
  void anFlvIsCutIfItsLastTagIs() throws IOException {
    byte[] header = hex("464C5601050000000900000000");
    byte[] tag = Arrays.copyOf(hex("09000014"), 11 + 20 + 4); // of 20 bytes

    assertThat(missing(header, tag, tag)).isEmpty();
    assertThat(missing(header, tag, cut(tag, 4))).isEmpty(); // all of its picture is there
    assertThat(missing(header, tag, cut(tag, 9)))
        .contains("its last tag is 5 bytes longer than the file");
    assertThat(missing(header, tag, cut(tag, 30))).contains("its last tag ends within its header");
    assertThat(missing(header, tag, new byte[50])).isEmpty();
  }

  @Test
  void anOggIsCutIfItsLastPageIs() throws IOException {
    byte[] page = Arrays.copyOf("OggS".getBytes(StandardCharsets.ISO_8859_1), 27 + 2 + 265);
    page[26] = 2;
    page[27] = (byte) 255;
    page[28] = 10;

    assertThat(missing(page, page)).isEmpty();
    assertThat(missing(page, cut(page, 65)))
        .contains("its last page is 65 bytes longer than the file");
    assertThat(missing(page, cut(page, 266))).contains("its last page ends within its header");
    assertThat(missing(page, new byte[50])).isEmpty();
  }

  @Test
  void aProgramStreamIsCutIfItsLastPacketIs() throws IOException {
    byte[] first = Arrays.copyOf(hex("000001BA21"), 12); // of MPEG-1
    byte[] second = Arrays.copyOf(hex("000001BA44000000000000000002"), 14 + 2); // of MPEG-2
    byte[] video = Arrays.copyOf(hex("000001E00064"), 6 + 100);
    byte[] end = hex("000001B9");

    assertThat(missing(first, video, second, video, end)).isEmpty();
    assertThat(missing(second, video, second, cut(video, 30)))
        .contains("its last packet is 30 bytes longer than the file");
    assertThat(missing(second, video, new byte[500])).isEmpty();
  }

  @Test
  void anUnknownFormatIsNotCut() throws IOException {
    assertThat(missing(new byte[0])).isEmpty();
    assertThat(missing(new byte[1000])).isEmpty();
    assertThat(missing("buy milk\n".repeat(100).getBytes(StandardCharsets.UTF_8))).isEmpty();
  }
}
