package dev.weir.inference;

import java.nio.ByteBuffer;

/**
 * A network and more than that, one frame after the other: the scores of many classes need much
 * memory.
 */
abstract class FrameByFrame implements Inference {
  private static final int CHANNELS = 3;

  private final Segmenter network;
  private final String method;
  private final Load load;
  private final Calls calls;

  /**
   * Asks a network, which is closed with this.
   *
   * @param method what masks say of it
   */
  FrameByFrame(Segmenter network, String method, Load load) {
    this.network = network;
    this.method = method;
    this.load = load;
    this.calls = new Calls(network.model().name());
  }

  /**
   * Segments a frame.
   *
   * @param frame direct, from position 0: u8 [height, width, 3], blue green red
   * @param classes direct, from position 0: u8 [height, width], filled with class numbers
   * @throws ModelException if the inference failed
   */
  abstract void segment(
      Segmenter network, ByteBuffer frame, int height, int width, ByteBuffer classes)
      throws ModelException;

  @Override
  public final Model model() {
    return network.model();
  }

  @Override
  public final String id() {
    return network.id() + "+" + method;
  }

  @Override
  public final Provider provider() {
    return network.provider();
  }

  @Override
  public final Load load() {
    return load;
  }

  @Override
  public final void segment(ByteBuffer frames, int count, int height, int width, ByteBuffer classes)
      throws ModelException {
    calls.run(
        () -> {
          int pixels = Math.multiplyExact(height, width);
          int all = Math.multiplyExact(count, pixels);
          ByteBuffer in = Segmenter.room("frames", frames, Math.multiplyExact(all, CHANNELS));
          ByteBuffer out = Segmenter.room("classes", classes, all);
          for (int i = 0; i < count; i++) {
            ByteBuffer frame = in.slice(i * pixels * CHANNELS, pixels * CHANNELS);
            segment(network, frame, height, width, out.slice(i * pixels, pixels));
          }
        });
  }

  @Override
  public final void close() {
    calls.end(network::close);
  }
}
