package dev.weir.street;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Everything that stands or moves between the houses at a moment, far to near. Each kind has its
 * own beat along the street, so that nothing needs to be remembered from frame to frame.
 */
final class Traffic {
  private static final double NEAR = 1.6;
  private static final double FAR = 130;
  private static final int[] PAINTS = {
    0x9E1B22, 0x1F3F7A, 0xC9CCCE, 0x2B2D30, 0x8C9096, 0xE8E8E4, 0x355E4A, 0xB9862F, 0x5B7FA6
  };
  private static final int[] COATS = {0x2E3B55, 0x7A2E2E, 0x35392F, 0xA8935F, 0x1E1E22, 0x5A4468};
  private static final int[] LEAVES = {0x5C7A36, 0x6E8A3F, 0x4D6B35, 0x7A8440};

  private final StreetPlan plan;
  private final Noise noise;

  Traffic(StreetPlan plan, Noise noise) {
    this.plan = plan;
    this.noise = noise;
  }

  /** What is in front of the camera, far to near. */
  List<Thing> at(double seconds, View view) {
    List<Thing> things = new ArrayList<>();
    for (int side = -1; side <= 1; side += 2) {
      trees(things, view, side);
      posts(things, view, side);
      signs(things, view, side);
      railings(things, view, side);
      parked(things, view, side);
      pedestrians(things, view, side, seconds);
    }
    oncoming(things, view, seconds);
    ahead(things, seconds);
    cyclists(things, view, seconds);
    things.removeIf(t -> t.far() < NEAR || t.z() > FAR);
    things.sort(Comparator.comparingDouble(Thing::z).reversed());
    return things;
  }

  /** Something to place at the {@code k}-th beat of a kind, which lies {@code z} ahead. */
  private interface Beat {
    void place(long k, double z);
  }

  /** Calls for each beat in sight, when the whole row moves at a speed. */
  private static void beats(View view, double every, double moved, Beat beat) {
    double from = view.travelled() - moved;
    long first = (long) Math.floor((from - 6) / every);
    long last = (long) Math.ceil((from + FAR) / every);
    for (long k = first; k <= last; k++) {
      beat.place(k, k * every - from);
    }
  }

  private double unit(long k, int what, int side) {
    return Hash.unit(plan.seed(), k, what * 10L + side);
  }

  private boolean free(View view, double z) {
    return !plan.sideStreet(view.travelled() + z);
  }

  private void trees(List<Thing> things, View view, int side) {
    beats(
        view,
        13,
        0,
        (k, z) -> {
          if (unit(k, 1, side) < 0.55 && free(view, z)) {
            double height = 5.5 + 3 * unit(k, 2, side);
            int colour = LEAVES[(int) (unit(k, 3, side) * LEAVES.length)];
            things.add(new Tree(z, side * 6.6, height, colour, noise, k * 37 + side));
          }
        });
  }

  private void posts(List<Thing> things, View view, int side) {
    beats(
        view,
        31,
        side * 9,
        (k, z) -> {
          if (free(view, z)) {
            things.add(new LampPost(z, side * 4.75));
          }
        });
  }

  private void signs(List<Thing> things, View view, int side) {
    beats(
        view,
        37,
        side * 5 + 3,
        (k, z) -> {
          if (unit(k, 4, side) < 0.7 && free(view, z)) {
            things.add(new TrafficSign(z, side * 4.9, (int) (unit(k, 5, side) * 3)));
          }
        });
  }

  private void railings(List<Thing> things, View view, int side) {
    beats(
        view,
        StreetPlan.LOT,
        0,
        (k, z) -> {
          double far = z + StreetPlan.LOT - 1.5;
          boolean corner = plan.sideStreet(view.travelled() + z - 1);
          if ((corner || unit(k, 6, side) < 0.12) && free(view, z + 1) && far > NEAR + 0.5) {
            things.add(new Railing(Math.max(z, NEAR), far, side * 4.6));
          }
        });
  }

  private void parked(List<Thing> things, View view, int side) {
    beats(
        view,
        6.2,
        side * 2,
        (k, z) -> {
          boolean clear = free(view, z) && free(view, z + 5) && free(view, z - 4);
          if (clear && unit(k, 7, side) < 0.42) {
            int paint = PAINTS[(int) (unit(k, 8, side) * PAINTS.length)];
            things.add(new Car(z, side * 3.35, paint, side > 0, unit(k, 9, side) < 0.15));
          }
        });
  }

  private void oncoming(List<Thing> things, View view, double seconds) {
    beats(
        view,
        47,
        -9 * seconds,
        (k, z) -> {
          int paint = PAINTS[(int) (unit(k, 10, 0) * PAINTS.length)];
          things.add(new Car(z + 12 * unit(k, 11, 0), 1.35, paint, true, unit(k, 12, 0) < 0.2));
        });
  }

  private void ahead(List<Thing> things, double seconds) {
    double z = 24 + 11 * Math.sin(seconds * 0.23 + Hash.unit(plan.seed(), 13, 0) * 6);
    int paint = PAINTS[Hash.below(PAINTS.length, plan.seed(), 14, 0)];
    things.add(new Car(z, -1.5 + 0.1 * Math.sin(seconds * 0.4), paint, false, false));
  }

  private void cyclists(List<Thing> things, View view, double seconds) {
    beats(
        view,
        58,
        4.6 * seconds,
        (k, z) ->
            things.add(
                new Cyclist(
                    z + 20 * unit(k, 15, 0),
                    -2.35,
                    COATS[(int) (unit(k, 16, 0) * COATS.length)],
                    seconds * 7 + k)));
  }

  private void pedestrians(List<Thing> things, View view, int side, double seconds) {
    for (int way = -1; way <= 1; way += 2) {
      int direction = way;
      double pace = 1.35 * way;
      beats(
          view,
          9,
          pace * seconds,
          (k, z) -> {
            int id = 20 + direction;
            if (unit(k, id, side) < 0.5) {
              double x = side * (5.0 + 1.9 * unit(k, id + 3, side));
              things.add(
                  new Person(
                      z + 4 * unit(k, id + 6, side),
                      x,
                      1.55 + 0.3 * unit(k, id + 9, side),
                      COATS[(int) (unit(k, id + 12, side) * COATS.length)],
                      0x2A2F3A,
                      seconds * 5.5 + k * 1.7));
            }
          });
    }
  }
}
