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
 * A folder of this process in the system's temporary folder. {@link #close()} removes it. A folder
 * that a killed process left behind is removed when the next one with the same name is created.
 * Thread-safe.
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
   * Creates a folder.
   *
   * @param name what the folder is for; the first part of its file name, such as {@code
   *     weir-broker}
   * @param megabytes disk space that must be free
   * @throws TemporaryFolderException if the folder cannot be created, or there is less free space;
   *     the message says what to do
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
      lockFile.lock(); // held until this process ends, even if it is killed
      return new TemporaryFolder(folder, lockFile);
    } catch (IOException e) {
      close(lockFile);
      if (folder != null) {
        remove(folder);
      }
      throw new TemporaryFolderException(parent, name, megabytes, e);
    }
  }

  /** The folder's path. */
  public Path path() {
    return folder;
  }

  /** Removes the folder and everything in it. */
  @Override
  public void close() {
    close(lockFile);
    remove(folder);
  }

  /**
   * Removes folders whose lock is free: the operating system releases a lock when its process ends.
   * A folder without a lock file is still being created.
   */
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
      // The leftovers stay. If creating a folder fails too, the caller gets that error.
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
