package dev.weir.cli.stages;

import dev.weir.inference.CpuDemand;
import dev.weir.stream.options.PipelineOptions;

/**
 * How many frames a second rendered drives can show on a machine without one growing old, and with
 * room for the browser. Two things bound it: the network, and the cores, which a network on the CPU
 * shares with all that is around it.
 *
 * @param demand what the network keeps busy
 * @param network milliseconds that it takes for a frame, alone
 * @param around milliseconds of one core that the rest takes for a frame: drawing, codecs, scoring
 * @param cores of the machine
 */
record DriveFrameRate(CpuDemand demand, double network, double around, int cores) {
  /** Of the time: a frame seldom finds the network at work on another, and none queues for it. */
  private static final double NETWORK = 0.7;

  /**
   * Of the cores' time: Kafka, Java's compiler and the browser, which draws the page on the same
   * cores, take as much again.
   */
  private static final double CORES = 0.5;

  private static final double LEAST = 2;
  private static final double MOST = 15;

  /**
   * Of each of so many drives, in steps of a half.
   *
   * @param wanted at most; 0 if nobody said
   */
  double fps(double wanted, int drives) {
    double ofCores =
        switch (demand) {
          case ALL_CORES -> network * cores;
          case ONE_CORE -> network;
          case NO_CORE -> 0;
        };
    int atOnce =
        demand == CpuDemand.ONE_CORE ? PipelineOptions.forSingleCores(cores).concurrency() : 1;
    double byNetwork = NETWORK * 1000 / network * atOnce;
    double byCores = CORES * cores * 1000 / (ofCores + around);
    double all = Math.min(byNetwork, byCores);
    double each = Math.floor(Math.max(LEAST, Math.min(MOST, all / drives)) * 2) / 2;
    return wanted == 0 ? each : Math.min(wanted, each);
  }
}
