package dev.weir.street.scene;

import dev.weir.street.texture.SeededRandom;
import java.util.List;

/**
 * All moving objects and their positions at a given second. Each stream is an endless row of slots
 * that moves along the street at one speed, so nothing overtakes within a stream, and nothing
 * appears out of nowhere. Immutable.
 */
public final class Traffic {
  private final long seed;

  public Traffic(long seed) {
    this.seed = seed;
  }

  /** All moving objects between two depths, in no particular order. */
  public void at(double seconds, double from, double to, List<SceneItem> into) {
    lead(seconds, from, into);
    oncoming(seconds, from, to, into);
    riders(seconds, from, to, StreetProfile.CYCLE_LANE, 3.9, into);
    riders(seconds, from, to, StreetProfile.PARKING_RIGHT - 0.45, -4.3, into);
    for (int lane = 0; lane < 6; lane++) {
      walkers(seconds, from, to, lane, into);
    }
  }

  /** The car ahead keeps its distance, more or less. */
  private void lead(double seconds, double from, List<SceneItem> into) {
    SeededRandom random = SeededRandom.of(seed, 30, 0);
    Vehicle make = Vehicle.any(random);
    double rate = random.between(0.11, 0.17);
    double phase = random.between(0, 6.28);
    double gap = 27 + 13 * Math.sin(rate * seconds + phase);
    boolean braking = Math.cos(rate * seconds + phase) < -0.45;
    double x = 0.12 * Math.sin(0.4 * seconds + phase);
    into.add(new SceneItem.Car(x, from + gap, make, false, braking));
  }

  private void oncoming(double seconds, double from, double to, List<SceneItem> into) {
    double spacing = 31;
    double drift = -9.5 * seconds;
    long last = (long) Math.floor((to - drift) / spacing);
    for (long slot = (long) Math.floor((from - drift) / spacing); slot <= last; slot++) {
      SeededRandom random = SeededRandom.of(seed, 31, slot);
      if (random.chance(0.55)) {
        double z = slot * spacing + drift + random.between(-9, 9);
        double x = StreetProfile.ONCOMING_LANE + random.between(-0.15, 0.15);
        into.add(new SceneItem.Car(x, z, Vehicle.any(random), true, false));
      }
    }
  }

  private void riders(
      double seconds, double from, double to, double lane, double pace, List<SceneItem> into) {
    double spacing = 37;
    double drift = pace * seconds;
    long last = (long) Math.floor((to - drift) / spacing);
    for (long slot = (long) Math.floor((from - drift) / spacing); slot <= last; slot++) {
      SeededRandom random = SeededRandom.of(seed, pace > 0 ? 32 : 33, slot);
      if (random.chance(0.6)) {
        double z = slot * spacing + drift + random.between(-13, 13);
        double x = lane + random.between(-0.12, 0.12);
        double stride = 5.5 * seconds % (2 * Math.PI) + random.between(0, 6);
        into.add(new SceneItem.Rider(x, z, pace > 0, stride, random.next()));
      }
    }
  }

  private void walkers(double seconds, double from, double to, int lane, List<SceneItem> into) {
    int side = lane % 2 == 0 ? -1 : 1;
    SeededRandom habit = SeededRandom.of(seed, 34, lane);
    double pace = habit.between(1.0, 1.6) * (habit.chance(0.5) ? 1 : -1);
    int track = lane / 2;
    double middle = StreetProfile.kerb(side) + side * (1.25 + 0.55 * track);
    double spacing = 21;
    double drift = pace * seconds;
    long last = (long) Math.floor((to - drift) / spacing);
    for (long slot = (long) Math.floor((from - drift) / spacing); slot <= last; slot++) {
      SeededRandom random = SeededRandom.of(seed, 40 + lane, slot);
      if (random.chance(0.5)) {
        double z = slot * spacing + drift + random.between(-8, 8);
        double x = middle + random.between(-0.2, 0.2);
        double stride = 4.6 * Math.abs(pace) * seconds % (2 * Math.PI) + random.between(0, 6);
        into.add(new SceneItem.Walker(x, z, pace > 0, stride, random.next()));
      }
    }
  }
}
