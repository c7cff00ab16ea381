package dev.weir.street;

import dev.weir.street.paint.Canvas;
import dev.weir.street.paint.GroundPainter;
import dev.weir.street.paint.Houses;
import dev.weir.street.paint.ItemPainter;
import dev.weir.street.paint.NearestHouses;
import dev.weir.street.paint.PaintContext;
import dev.weir.street.paint.Sensor;
import dev.weir.street.paint.SkyPainter;
import dev.weir.street.paint.Viewpoint;
import dev.weir.street.paint.WallPainter;
import dev.weir.street.scene.HouseShadows;
import dev.weir.street.scene.Lighting;
import dev.weir.street.scene.Plot;
import dev.weir.street.scene.SceneItem;
import dev.weir.street.scene.StreetPlan;
import dev.weir.street.scene.StreetProfile;
import dev.weir.street.scene.Traffic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A rendered drive through a city street, with the true class of each pixel.
 *
 * <p>A picture depends only on seed, size and time. Seconds can be rendered in any order,
 * repeatedly, and by different instances, with the same bytes as a result.
 *
 * <p>Not thread-safe: an instance has buffers of the picture's size. Creating one per thread is
 * cheap.
 */
public final class StreetDrive {
  private static final int MIN_SIDE = 32;
  private static final int MAX_SIDE = 4096;

  /** Thirty years: up to this, a double is precise enough for positions along the street. */
  private static final double LONGEST = 1e9;

  /** Meters behind the camera where objects may still be visible: parts of a long car. */
  private static final double BEHIND = 8;

  private final long seed;
  private final Lighting light;
  private final StreetPlan plan;
  private final Traffic traffic;
  private final SkyPainter sky;
  private final Sensor sensor;
  private final Canvas canvas;
  private final int[] skyline;
  private final NearestHouses nearest;

  /**
   * @param seed of the street, its light and its traffic
   * @param width of the picture in pixels, 32 to 4096
   * @param height of the picture in pixels, 32 to 4096
   * @throws IllegalArgumentException if width or height is out of range
   */
  public StreetDrive(long seed, int width, int height) {
    this.seed = seed;
    expect("width", width);
    expect("height", height);
    light = Lighting.of(seed);
    plan = new StreetPlan(seed);
    traffic = new Traffic(seed);
    sky = new SkyPainter(seed);
    sensor = new Sensor(seed, width, height);
    canvas = new Canvas(width, height);
    skyline = new int[width];
    nearest = new NearestHouses(width);
  }

  /** Width of the picture in pixels. */
  public int width() {
    return canvas.width();
  }

  /** Height of the picture in pixels. */
  public int height() {
    return canvas.height();
  }

  /** The seed it was created with. */
  public long seed() {
    return seed;
  }

  /**
   * Renders the picture of one second, and its classes.
   *
   * @param seconds since the start of the drive, 0 to 1e9
   * @param bgr receives width x height x 3 bytes: rows from the top, blue first
   * @param classes receives width x height bytes: rows from the top, each a {@code StreetClass}'s
   *     index
   * @throws IllegalArgumentException if seconds is out of range, or an array has the wrong length
   */
  public void render(double seconds, byte[] bgr, byte[] classes) {
    expect("bgr", bgr, width() * height() * 3);
    expect("classes", classes, width() * height());
    paint(seconds, false);
    sensor.expose(canvas, seconds, bgr);
    label(classes);
  }

  /**
   * Renders only the classes: the same as {@link #render}, in less time.
   *
   * @param seconds since the start of the drive, 0 to 1e9
   * @param classes receives width x height bytes: rows from the top, each a {@code StreetClass}'s
   *     index
   * @throws IllegalArgumentException if seconds is out of range, or the array has the wrong length
   */
  public void renderTruth(double seconds, byte[] classes) {
    expect("classes", classes, width() * height());
    paint(seconds, true);
    label(classes);
  }

  private void paint(double seconds, boolean plain) {
    if (!(seconds >= 0 && seconds <= LONGEST)) {
      throw new IllegalArgumentException(
          "seconds %s: expected 0 to %.0f".formatted(seconds, LONGEST));
    }
    Viewpoint camera = Viewpoint.at(seed, seconds, width(), height());
    long first = StreetProfile.blockAt(camera.z() - BEHIND);
    long last = StreetProfile.blockAt(camera.z() + Viewpoint.FAR);
    List<Plot> left = plots(first, last, -1);
    List<Plot> right = plots(first, last, 1);
    HouseShadows shadows = new HouseShadows(light, light.sunSide() < 0 ? left : right);
    PaintContext context = new PaintContext(camera, light, shadows, canvas, plain);
    new GroundPainter(context).paint();
    Arrays.fill(skyline, Integer.MAX_VALUE);
    nearest.clear();
    Houses houses = new Houses(context, new WallPainter(context, skyline, nearest));
    houses.paint(left);
    houses.paint(right);
    houses.woods();
    sky.paint(context, skyline, seconds);
    items(context, seconds, first, last);
  }

  private List<Plot> plots(long first, long last, int side) {
    List<Plot> plots = new ArrayList<>();
    for (long block = first; block <= last; block++) {
      plots.addAll(plan.plots(block, side));
    }
    return plots;
  }

  private void items(PaintContext context, double seconds, long first, long last) {
    Viewpoint camera = context.camera();
    List<SceneItem> items = new ArrayList<>();
    for (long block = first; block <= last; block++) {
      plan.furnish(block, items);
    }
    traffic.at(seconds, camera.z(), camera.z() + Viewpoint.FAR, items);
    items.removeIf(
        item -> camera.depth(item.z()) > Viewpoint.FAR || camera.depth(item.z()) < -BEHIND);
    items.sort(Comparator.comparingDouble(SceneItem::z).reversed());
    new ItemPainter(context, nearest).paint(items);
  }

  private void label(byte[] classes) {
    int[] pixels = canvas.pixels();
    for (int i = 0; i < classes.length; i++) {
      classes[i] = (byte) (pixels[i] >>> 24);
    }
  }

  private static void expect(String what, int pixels) {
    if (pixels < MIN_SIDE || pixels > MAX_SIDE) {
      throw new IllegalArgumentException(
          "%s %d: expected %d to %d".formatted(what, pixels, MIN_SIDE, MAX_SIDE));
    }
  }

  private static void expect(String what, byte[] array, int length) {
    if (array.length != length) {
      throw new IllegalArgumentException(
          "%s of %d bytes: expected %d".formatted(what, array.length, length));
    }
  }
}
