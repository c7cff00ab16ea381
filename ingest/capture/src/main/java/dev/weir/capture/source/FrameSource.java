package dev.weir.capture.source;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a camera's pictures come from.
 *
 * <ol>
 *   <li>One thread calls {@link #next()}, in a loop; any thread may call {@link #close()}, more
 *       than once.
 *   <li>{@link #next()} blocks until there is a picture, and answers null at the end of the stream
 *       and after {@link #close()}. A read that hangs fails at the read deadline that the source
 *       was opened with.
 *   <li>Pictures come in their order, their {@link CapturedImage#position()} grows strictly.
 *   <li>A source does not pace itself: a file is read as fast as it is asked for, the pace is
 *       {@code CameraWorker}'s. A live source delivers when the camera does, and one of segments
 *       ({@link #inBursts()}) a segment at a time.
 *   <li>{@link #close()} during a read ends that read within a second; native memory is freed by
 *       the reading thread, so that a decoder is never pulled from under it.
 * </ol>
 */
public interface FrameSource extends AutoCloseable {
  /**
   * The next picture, or null when there will be none.
   *
   * @throws SourceException if the source broke or was silent until the read deadline
   */
  @Nullable CapturedImage next() throws SourceException;

  /** Whether pictures are lost if nobody takes them: a camera is live, a file is not. */
  boolean live();

  /**
   * Whether a live source delivers many pictures at once, as HLS does. Each is then due at the time
   * that its position says.
   */
  default boolean inBursts() {
    return false;
  }

  /**
   * When the picture at position zero was taken, if the stream says so. Known after the first call
   * of {@link #next()}.
   */
  default Optional<Instant> origin() {
    return Optional.empty();
  }

  /**
   * What the source did so far that its user should know; whoever asks leaves out what was said
   * before. On the thread that calls {@link #next()}, after it.
   */
  default List<SourceNotice> notices() {
    return List.of();
  }

  /** What the source found out about itself, for one line of log: kind, size, rate, decoder. */
  String description();

  @Override
  void close();
}
