package dev.weir.cli.stages;

import dev.weir.inference.CpuDemand;
import dev.weir.stream.options.PipelineOptions;

/**
 * Computes the frame rate at which a machine can show rendered drives without falling behind, and
 * with room for the browser. Two limits apply: the network, and the cores, which a network on the
 * CPU shares with everything else.
 *
 * @param demand the CPU demand of inference
 * @param network milliseconds of inference per frame, alone
 * @param around milliseconds of one core per frame for the rest: drawing, codecs, scoring
 * @param cores of the machine
 */
record DriveFrameRate(CpuDemand demand, double network, double around, int cores) {
  /** The network's target utilization: a frame rarely waits for another, and no queue builds up. */
  private static final double NETWORK = 0.7;

  /**
   * The fraction of CPU time for frames. Kafka, Java's compiler and the browser, which draws the
   * page on the same cores, take as much again.
   */
  private static final double CORES = 0.5;

  private static final double MIN_FPS = 2;
  private static final double MAX_FPS = 15;

  /**
   * Returns the frame rate of each drive, in steps of 0.5 frames per second.
   *
   * @param wanted upper limit; 0 for none
   * @param drives number of drives
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
    double each = Math.floor(Math.max(MIN_FPS, Math.min(MAX_FPS, all / drives)) * 2) / 2;
    return wanted == 0 ? each : Math.min(wanted, each);
  }
}
