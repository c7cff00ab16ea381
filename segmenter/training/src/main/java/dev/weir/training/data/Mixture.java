package dev.weir.training.data;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An endless sequence of images from several sources, in proportion to their weights. Finite
 * sources are read epoch by epoch, each in a new order. The sequence depends only on the seed. Not
 * thread-safe.
 */
public final class Mixture {
  /**
   * A source and its weight.
   *
   * @param source source of images
   * @param weight above 0, relative to the other parts' weights
   */
  public record Part(LabeledSource source, double weight) {}

  /**
   * An image drawn from the mixture.
   *
   * @param number number of the draw, from 0
   * @param source source to read from
   * @param index index of the image in the source
   */
  public record Draw(long number, LabeledSource source, int index) {
    /** Reads the image. */
    public LabeledImage read() {
      return source.read(index);
    }
  }

  private final List<Part> parts;
  private final long seed;
  private final double total;
  private final double[] due;
  private final long[] drawn;
  private final int[][] order;
  private long number;

  /** Starts at the first image. */
  public Mixture(List<Part> parts, long seed) {
    if (parts.isEmpty()) {
      throw new DataException("no data: expected at least one source");
    }
    this.parts = List.copyOf(parts);
    this.seed = seed;
    this.total = parts.stream().mapToDouble(Part::weight).sum();
    this.due = new double[parts.size()];
    this.drawn = new long[parts.size()];
    this.order = new int[parts.size()][0];
  }

  /** Returns the parts, in the user's order. */
  public List<Part> parts() {
    return parts;
  }

  /** Draws the next image, from the part that is furthest behind its share. */
  public Draw next() {
    int turn = 0;
    for (int i = 0; i < due.length; i++) {
      due[i] += parts.get(i).weight() / total;
      turn = due[i] > due[turn] ? i : turn;
    }
    due[turn] -= 1;
    LabeledSource source = parts.get(turn).source();
    long count = drawn[turn]++;
    int index =
        source.endless()
            ? Math.floorMod(mix(turn, count), Integer.MAX_VALUE)
            : inRound(turn, count);
    return new Draw(number++, source, index);
  }

  /** Skips {@code draws} images. */
  public void skip(long draws) {
    for (long i = 0; i < draws; i++) {
      next();
    }
  }

  private int inRound(int turn, long count) {
    int size = parts.get(turn).source().size();
    int place = (int) (count % size);
    if (place == 0 || order[turn].length == 0) {
      order[turn] = shuffled(size, mix(turn, count / size));
    }
    return order[turn][place];
  }

  private int mix(int turn, long count) {
    return new SplittableRandom(seed * 1_000_003 + turn * 31L + count * 7919).nextInt();
  }

  private static int[] shuffled(int size, int seed) {
    int[] order = new int[size];
    Arrays.setAll(order, i -> i);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = size - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }
}
