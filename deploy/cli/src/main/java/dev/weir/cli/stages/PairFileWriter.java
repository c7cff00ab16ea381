package dev.weir.cli.stages;

import dev.weir.cli.shell.UsageException;
import dev.weir.frame.FrameEncoding;
import dev.weir.frame.FrameId;
import dev.weir.mask.MaskPng;
import dev.weir.mask.ModelClasses;
import dev.weir.pairing.PairListener;
import dev.weir.pairing.join.Pair;
import dev.weir.pairing.output.OverlayPainter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Saves pairs as files: {@code DIR/CAMERA/SESSION/000012-frame.jpg}, {@code -mask.png} and {@code
 * -overlay.jpg}, numbered by sequence. A camera that is opened again restarts at 0 in a new
 * session. Runs on the publisher's thread and blocks it on purpose, so that all pairs are saved.
 * After the first failure it saves nothing more and keeps the cause.
 */
final class PairFileWriter implements PairListener {
  private final Path directory;
  private final ModelClasses classes;
  private final OverlayPainter painter;
  private volatile @Nullable String failure;

  /**
   * Saves to a directory, which is created if missing.
   *
   * @throws UsageException if it cannot be created
   */
  PairFileWriter(Path directory, ModelClasses classes) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UsageException(
          "--out %s: cannot be created; expected a writable directory".formatted(directory), e);
    }
    this.directory = directory;
    this.classes = classes;
    this.painter = new OverlayPainter(classes, 0.5, Long.MAX_VALUE); // the publisher has a limit
  }

  /** Returns the first failure, or null if all files were saved. Any thread. */
  @Nullable String failure() {
    return failure;
  }

  @Override
  public void paired(Pair pair) {
    if (failure != null) {
      return;
    }
    try {
      save(pair);
    } catch (IOException | RuntimeException e) {
      failure =
          "--out %s: frame %s cannot be saved (%s); check the free space and the permissions"
              .formatted(directory, pair.frame().id(), e);
    }
  }

  private void save(Pair pair) throws IOException {
    FrameId id = pair.frame().id();
    Path session =
        Files.createDirectories(directory.resolve(id.camera().value()).resolve(id.session()));
    String number = "%06d".formatted(id.sequence());
    byte[] found = pair.mask().classes();
    boolean png = pair.frame().encoding() == FrameEncoding.PNG;
    Files.write(session.resolve(number + (png ? "-frame.png" : "-frame.jpg")), pair.frame().data());
    Files.write(
        session.resolve(number + "-mask.png"),
        MaskPng.encode(
            found, pair.mask().width(), pair.mask().height(), classes.of(pair.mask().model())));
    Files.write(session.resolve(number + "-overlay.jpg"), painter.paint(pair, found));
  }
}
