package dev.weir.training.data;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An endless sequence of pictures from several sources, each as often as its weight says. Finite
 * sources are read round by round, each round in another order. The sequence follows from the seed
 * alone. Not thread-safe.
 */
public final class Mixture {
  /**
   * A source and its share.
   *
   * @param source of pictures
   * @param weight above 0, against the other parts' weights
   */
  public record Part(LabeledSource source, double weight) {}

  /**
   * Which picture comes next.
   *
   * @param number of the draw, from 0
   * @param source to read from
   * @param index of the picture there
   */
  public record Draw(long number, LabeledSource source, int index) {
    /** Reads the picture. */
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

  /** From the first picture on. */
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

  /** The parts, in the user's order. */
  public List<Part> parts() {
    return parts;
  }

  /** The next picture; the part that is furthest behind its share has its turn. */
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

  /** Goes on as if {@code draws} pictures had been drawn. */
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
