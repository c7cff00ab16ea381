package dev.weir.capture.source;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A source of a camera's pictures.
 *
 * <ol>
 *   <li>One thread calls {@link #next()} in a loop. Any thread may call {@link #close()},
 *       repeatedly.
 *   <li>{@link #next()} blocks until there is a picture. It returns null at the end of the stream
 *       and after {@link #close()}. A read that hangs fails at the read deadline from the source's
 *       options.
 *   <li>Pictures are in order: their {@link CapturedImage#position()} strictly increases.
 *   <li>A source does not pace itself. A file is read as fast as the caller asks; {@code
 *       CameraWorker} sets the pace. A live source delivers when the camera does, and a segmented
 *       stream ({@link #inBursts()}) one segment at a time.
 *   <li>{@link #close()} ends a read in progress within a second. The reading thread frees native
 *       memory, so a decoder is never freed while it is in use.
 * </ol>
 */
public interface FrameSource extends AutoCloseable {
  /**
   * Returns the next picture, or null if there are no more.
   *
   * @throws SourceException if the source broke or was silent until the read deadline
   */
  @Nullable CapturedImage next() throws SourceException;

  /** Whether pictures that are not read are lost: true for a camera, false for a file. */
  boolean live();

  /**
   * Whether a live source delivers many pictures at once, as HLS does. Each picture is then due at
   * its position.
   */
  default boolean inBursts() {
    return false;
  }

  /**
   * When the picture at position zero was taken, if the stream has that time. Known after the first
   * call of {@link #next()}.
   */
  default Optional<Instant> origin() {
    return Optional.empty();
  }

  /**
   * All notices so far about what the source did. The caller skips those it has already logged.
   * Called by the thread that calls {@link #next()}, after that call.
   */
  default List<SourceNotice> notices() {
    return List.of();
  }

  /** A description for one log line: kind, size, rate, decoder. */
  String description();

  @Override
  void close();
}
