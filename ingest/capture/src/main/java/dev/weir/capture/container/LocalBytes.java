package dev.weir.capture.container;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bytes of a local file. */
public final class LocalBytes extends FileBytes {
  private static final Logger LOG = LoggerFactory.getLogger(LocalBytes.class);

  private final FileChannel file;
  private final long size;

  private LocalBytes(FileChannel file) throws IOException {
    this.file = file;
    this.size = file.size();
  }

  /** Opens a file. */
  public static LocalBytes open(Path path) throws IOException {
    return new LocalBytes(FileChannel.open(path));
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  boolean remote() {
    return false;
  }

  @Override
  ByteBuffer at(long at, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, at + bytes.position()) < 0) {
        throw new EOFException();
      }
    }
    return bytes.flip();
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      LOG.debug("file not closed", e); // it was only read
    }
  }
}
