package dev.weir.street;

/**
 * A drive through a street without an end, rendered with its exact truth: for every pixel the class
 * of what is seen there, one of {@link StreetClass}.
 *
 * <ol>
 *   <li>Seed and time alone decide the picture: any moment may be asked in any order, by any drive
 *       of the same seed and size, and gives the same bytes.
 *   <li>Not thread-safe: a drive keeps its canvas. Make one for each thread.
 * </ol>
 */
public final class StreetDrive {
  private static final int MIN = 32;
  private static final int MAX = 4096;

  private final long seed;
  private final int width;
  private final int height;
  private final Light light;
  private final SkyPainter sky;
  private final GroundPainter ground;
  private final FacadePainter facades;
  private final Traffic traffic;
  private final Sensor sensor;
  private final int[] reused;

  /**
   * A drive.
   *
   * @param seed of everything in it
   * @param width pixels, 32 to 4096
   * @param height pixels, 32 to 4096
   * @throws IllegalArgumentException if a side is out of range
   */
  public StreetDrive(long seed, int width, int height) {
    if (width < MIN || height < MIN || width > MAX || height > MAX) {
      throw new IllegalArgumentException(
          "street of %dx%d: expected width and height of %d to %d pixels"
              .formatted(width, height, MIN, MAX));
    }
    this.seed = seed;
    this.width = width;
    this.height = height;
    this.light = Light.of(seed);
    Noise soft = Noise.soft(seed);
    StreetPlan plan = new StreetPlan(seed);
    this.sky = new SkyPainter(light, soft);
    this.ground = new GroundPainter(plan, light, soft);
    this.facades = new FacadePainter(plan, light, soft);
    this.traffic = new Traffic(plan, soft);
    this.sensor = new Sensor(seed, width, height);
    this.reused = new int[width * height];
  }

  /** Pixels. */
  public int width() {
    return width;
  }

  /** Pixels. */
  public int height() {
    return height;
  }

  /** The seed. */
  public long seed() {
    return seed;
  }

  /**
   * Renders a moment.
   *
   * @param seconds since the start of the drive, from 0
   * @param bgr filled with {@code width * height * 3} bytes, blue green red, rows from above
   * @param classes filled with {@code width * height} class numbers
   * @throws IllegalArgumentException if an array has another length or the time is negative
   */
  public void render(double seconds, byte[] bgr, byte[] classes) {
    requireLength("bgr", bgr, width * height * 3);
    Canvas canvas = paint(seconds, classes);
    sensor.expose(canvas, seconds, bgr);
  }

  /**
   * The classes of a moment, as {@link #render} gives them.
   *
   * @param seconds since the start of the drive, from 0
   * @param classes filled with {@code width * height} class numbers
   * @throws IllegalArgumentException if the array has another length or the time is negative
   */
  public void renderTruth(double seconds, byte[] classes) {
    paint(seconds, classes);
  }

  private Canvas paint(double seconds, byte[] classes) {
    requireLength("classes", classes, width * height);
    if (!(seconds >= 0) || seconds > 1e7) {
      throw new IllegalArgumentException(
          "street at %s s: expected a time of 0 to 10000000 s".formatted(seconds));
    }
    View view = View.at(seconds, width, height);
    Canvas canvas = new Canvas(width, height, reused, classes);
    sky.paint(canvas, view);
    ground.paint(canvas, view);
    facades.paint(canvas, view);
    for (Thing thing : traffic.at(seconds, view)) {
      thing.paint(canvas, view, light);
    }
    return canvas;
  }

  private static void requireLength(String name, byte[] array, int length) {
    if (array.length != length) {
      throw new IllegalArgumentException(
          "%s: an array of %d bytes, expected %d".formatted(name, array.length, length));
    }
  }
}
