package dev.weir.frame;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of this process in the system's temporary one, removed by {@link #close()}. One that a
 * killed process left behind is removed when the next of the same name is made. Thread-safe.
 */
public final class TemporaryFolder implements AutoCloseable {
  private static final String IN_USE = ".in-use";
  private static final long MEGABYTE = 1 << 20;

  private final Path folder;
  private final FileChannel lockFile;

  private TemporaryFolder(Path folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
  }

  /**
   * Makes a folder.
   *
   * @param name what it is for, the first part of its name: {@code weir-broker}
   * @param megabytes that must be free
   * @throws TemporaryFolderException if it cannot be made, or less is free; says what to do
   */
  public static TemporaryFolder create(String name, long megabytes) {
    return create(Path.of(System.getProperty("java.io.tmpdir", "/tmp")), name, megabytes);
  }

  static TemporaryFolder create(Path parent, String name, long megabytes) {
    removeAbandoned(parent, name);
    FileChannel lockFile = null;
    Path folder = null;
    try {
      long free = Files.getFileStore(parent).getUsableSpace() / MEGABYTE;
      if (free < megabytes) {
        throw new IOException(free + " MB are free");
      }
      folder = Files.createTempDirectory(parent, name + "-");
      lockFile =
          FileChannel.open(
              folder.resolve(IN_USE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lockFile.lock(); // until this process ends, however it does
      return new TemporaryFolder(folder, lockFile);
    } catch (IOException e) {
      close(lockFile);
      if (folder != null) {
        remove(folder);
      }
      throw new TemporaryFolderException(parent, name, megabytes, e);
    }
  }

  /** Where it is. */
  public Path path() {
    return folder;
  }

  /** Removes it with all that is in it. */
  @Override
  public void close() {
    close(lockFile);
    remove(folder);
  }

  /** A process loses its lock when it ends. A folder without a lock file is just being made. */
  private static void removeAbandoned(Path parent, String name) {
    try (Stream<Path> all = Files.list(parent)) {
      List<Path> same =
          all.filter(path -> path.getFileName().toString().startsWith(name + "-"))
              .filter(path -> Files.isWritable(path.resolve(IN_USE)))
              .toList();
      for (Path folder : same) {
        if (abandoned(folder.resolve(IN_USE))) {
          remove(folder);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // The leftovers stay. If no folder can be made either, the caller is told.
    }
  }

  private static boolean abandoned(Path lockFile) throws IOException {
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (OverlappingFileLockException ours) {
      return false;
    }
  }

  private static void close(@Nullable FileChannel channel) {
    if (channel == null) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      // The process holds the lock until it ends.
    }
  }

  private static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      // A file was in use. The next folder of this name removes the rest.
    }
  }
}
