package dev.weir.capture.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** MPEG transport stream: packets of equal length, which start with a sync byte. */
final class TransportStreamFormat implements ContainerFormat {
  private static final byte SYNC = 0x47;
  private static final int PROOF = 8; // packets

  /** Length of a packet, and offset of its sync byte: plain, Blu-ray, and with error correction. */
  private record Packet(int length, int sync) {}

  private static final Packet[] PACKETS = {
    new Packet(188, 0), new Packet(192, 4), new Packet(204, 0)
  };

  /** The sync bytes are checked later, because there may be less than one packet in the head. */
  @Override
  public boolean matches(ByteBuffer head) {
    return true;
  }

  @Override
  public Optional<String> missing(FileBytes file) throws IOException {
    for (Packet packet : PACKETS) {
      long rest = file.size() % packet.length;
      long last = file.size() - rest;
      // If the last packet or the rest does not start with a sync byte, the rest is padding.
      if (rest > 0
          && file.size() > (long) PROOF * packet.length
          && starts(file, packet)
          && synced(file, packet, last - packet.length)
          && (rest <= packet.sync || synced(file, packet, last))) {
        return Optional.of("its last packet has %d of %d bytes".formatted(rest, packet.length));
      }
    }
    return Optional.empty();
  }

  private static boolean starts(FileBytes file, Packet packet) throws IOException {
    for (int i = 0; i < PROOF; i++) {
      if (!synced(file, packet, (long) i * packet.length)) {
        return false;
      }
    }
    return true;
  }

  private static boolean synced(FileBytes file, Packet packet, long at) throws IOException {
    return file.at(at + packet.sync, 1).get(0) == SYNC;
  }
}
