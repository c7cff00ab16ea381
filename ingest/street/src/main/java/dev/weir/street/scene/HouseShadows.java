package dev.weir.street.scene;

/** How far the houses on the sunny side cast their shadow across the street. */
public final class HouseShadows {
  /** Shadows point slightly backward, because the sun is ahead. */
  private static final double SLANT = 0.25;

  private final Lighting light;
  private final Iterable<Plot> plots;

  /**
   * @param plots on the sun's side, in driving order
   */
  public HouseShadows(Lighting light, Iterable<Plot> plots) {
    this.light = light;
    this.plots = plots;
  }

  /** The x where the shadow ends at a position along the street. */
  public double edge(double z) {
    double line = StreetProfile.buildingLine(light.sunSide());
    double edge = line;
    for (Plot plot : plots) {
      double height = plot.house() ? plot.eaves() + plot.roof() * 0.6 : plot.border().height;
      double x = plot.house() ? plot.front() : line;
      double reach = height * light.reach();
      double tip = reach * SLANT;
      if (z >= plot.start() - tip && z < plot.end()) {
        // The shadow slants away from the corner and grows to its full length.
        double share = z < plot.start() ? (z - plot.start() + tip) / tip : 1;
        double at = x - light.sunSide() * reach * share;
        edge = light.sunSide() < 0 ? Math.max(edge, at) : Math.min(edge, at);
      }
    }
    return edge;
  }

  /** How much of an object the size of a car is in the shadow, 0 to 256. */
  public int on(double x, double z) {
    double sum = 0;
    for (int i = -2; i <= 2; i++) {
      double inside = (x - edge(z + i * 1.1)) * light.sunSide() / 1.4 + 0.5;
      sum += Math.max(0, Math.min(1, inside));
    }
    return (int) (256 * sum / 5);
  }
}
