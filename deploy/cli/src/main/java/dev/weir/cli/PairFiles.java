package dev.weir.cli;

import dev.weir.frame.FrameEncoding;
import dev.weir.mask.ClassMap;
import dev.weir.mask.MaskPng;
import dev.weir.render.OverlayPainter;
import dev.weir.render.Pair;
import dev.weir.render.PairListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Saves pairs as files to look at: {@code DIR/CAMERA/000012-frame.jpg}, {@code -mask.png} and
 * {@code -overlay.jpg}, numbered by sequence. Runs on the publisher's thread, and holds it up on
 * purpose: a run that saves files saves all of them.
 */
final class PairFiles implements PairListener {
  private final Path directory;
  private final ClassMap classes;
  private final OverlayPainter painter;

  /**
   * Into a directory, which is made.
   *
   * @throws UsageException if it cannot be
   */
  PairFiles(Path directory, ClassMap classes) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UsageException(
          "--out %s: cannot be made; expected a directory that can be written".formatted(directory),
          e);
    }
    this.directory = directory;
    this.classes = classes;
    this.painter = new OverlayPainter(classes, 0.5);
  }

  @Override
  public void paired(Pair pair) {
    try {
      Path camera = Files.createDirectories(directory.resolve(pair.frame().id().camera().value()));
      String number = "%06d".formatted(pair.frame().id().sequence());
      byte[] found = pair.mask().classes();
      boolean png = pair.frame().encoding() == FrameEncoding.PNG;
      Files.write(
          camera.resolve(number + (png ? "-frame.png" : "-frame.jpg")), pair.frame().data());
      Files.write(
          camera.resolve(number + "-mask.png"),
          MaskPng.encode(found, pair.mask().width(), pair.mask().height(), classes));
      Files.write(camera.resolve(number + "-overlay.jpg"), painter.paint(pair, found));
    } catch (IOException e) {
      throw new UncheckedIOException("--out " + directory + ": " + e.getMessage(), e);
    }
  }
}
