package dev.weir.capture.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;

/**
 * ASF and WMV: the File Properties Object in the header contains the file's size. A broadcast, and
 * a recording that was not finished, has no size. It consists of packets of equal length.
 */
final class AsfFormat implements ContainerFormat {
  private static final byte[] HEADER = guid("3026b2758e66cf11a6d900aa0062ce6c");
  private static final byte[] PROPERTIES = guid("a1dcab8c47a9cf118ee400c00c205365");
  private static final byte[] DATA = guid("3626b2758e66cf11a6d900aa0062ce6c");
  private static final int FIRST_OBJECT = 30; // after the header's own fields
  private static final int OBJECT_HEADER = 24;
  private static final int DATA_HEADER = 50;
  private static final int PROPERTIES_LENGTH = 100;
  private static final int PACKET_MARK = 0x820000; // error correction data of two bytes

  private static byte[] guid(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public boolean matches(ByteBuffer head) {
    return head.equals(ByteBuffer.wrap(HEADER));
  }

  @Override
  public Optional<String> missing(FileBytes file) throws IOException {
    long header = file.little(16);
    long end = Math.min(file.size(), header);
    long at = FIRST_OBJECT;
    while (end - at >= OBJECT_HEADER) {
      long length = file.little(at + 16);
      if (is(file, at, PROPERTIES) && end - at >= PROPERTIES_LENGTH) {
        return byProperties(file, at, header);
      }
      if (length < OBJECT_HEADER) {
        return Optional.empty();
      }
      at += length;
    }
    return Optional.empty();
  }

  private static boolean is(FileBytes file, long at, byte[] guid) throws IOException {
    return file.at(at, guid.length).equals(ByteBuffer.wrap(guid));
  }

  private static Optional<String> byProperties(FileBytes file, long properties, long header)
      throws IOException {
    long declared = file.little(properties + 40);
    boolean broadcast = (file.little(properties + 88) & 1) != 0;
    if (!broadcast && declared > file.size()) {
      return ContainerLength.longer("by its header it", declared - file.size());
    }
    long packet =
        file.at(properties + 92, 4).order(ByteOrder.LITTLE_ENDIAN).getInt(0) & 0xFFFFFFFFL;
    return broadcast || declared == 0 ? byPackets(file, header, packet) : Optional.empty();
  }

  private static Optional<String> byPackets(FileBytes file, long header, long packet)
      throws IOException {
    long first = header + DATA_HEADER;
    long rest = packet == 0 ? 0 : (file.size() - first) % packet;
    if (rest < 4 || file.size() - first < packet || !is(file, header, DATA)) {
      return Optional.empty();
    }
    // Otherwise the rest is an index, which follows the last packet.
    boolean begun = mark(file, file.size() - rest) && mark(file, file.size() - rest - packet);
    return begun
        ? Optional.of("its last packet has %d of %d bytes".formatted(rest, packet))
        : Optional.empty();
  }

  private static boolean mark(FileBytes file, long at) throws IOException {
    return file.unsigned(at) >>> 8 == PACKET_MARK;
  }
}
