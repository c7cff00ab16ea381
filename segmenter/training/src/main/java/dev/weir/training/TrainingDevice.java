package dev.weir.training;

import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.global.torch;

/**
 * Where training runs.
 *
 * @param cuda on a GPU, or else on the CPU
 */
public record TrainingDevice(boolean cuda) {
  /**
   * A device by its name.
   *
   * @param name {@code auto}, {@code cpu} or {@code cuda}
   * @param threads of libtorch on a CPU; 0 takes all cores
   * @throws IllegalArgumentException if there is no such device here
   */
  public static TrainingDevice of(String name, int threads) {
    torch.set_num_threads(threads == 0 ? Runtime.getRuntime().availableProcessors() : threads);
    boolean found = torch.cuda_is_available();
    return switch (name) {
      case "auto" -> new TrainingDevice(found);
      case "cpu" -> new TrainingDevice(false);
      case "cuda" -> {
        if (!found) {
          throw new IllegalArgumentException(
              "device cuda: libtorch finds none; build with -Pgpu on a machine with an NVIDIA driver, or take cpu");
        }
        yield new TrainingDevice(true);
      }
      default ->
          throw new IllegalArgumentException(
              "device '%s': expected auto, cpu or cuda".formatted(name));
    };
  }

  Device torch() {
    return new Device(cuda ? "cuda" : "cpu");
  }
}
