package dev.weir.training.run;

import dev.weir.training.torch.TorchBuild;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.global.torch;

/**
 * The device that training runs on.
 *
 * @param cuda true for a GPU, false for the CPU
 */
public record TrainingDevice(boolean cuda) {
  /**
   * Returns a device by its name.
   *
   * @param name {@code auto}, {@code cpu} or {@code cuda}
   * @param threads CPU threads of libtorch; 0 uses all cores
   * @throws IllegalArgumentException if the device is not available
   * @throws IllegalStateException if this is a GPU build and libtorch's requirements are missing
   */
  public static TrainingDevice of(String name, int threads) {
    boolean found = load(threads);
    return switch (name) {
      case "auto" -> new TrainingDevice(found);
      case "cpu" -> new TrainingDevice(false);
      case "cuda" -> {
        if (!found) {
          throw new IllegalArgumentException(
              "device cuda: %s; or use cpu"
                  .formatted(
                      TorchBuild.hasCuda()
                          ? TorchBuild.missing()
                              .orElse(
                                  "libtorch finds no GPU; check that the driver supports CUDA 13")
                          : "this build of libtorch does not support CUDA; build with -Pgpu"));
        }
        yield new TrainingDevice(true);
      }
      default ->
          throw new IllegalArgumentException(
              "device '%s': expected auto, cpu or cuda".formatted(name));
    };
  }

  /** Loads libtorch and returns whether it finds a GPU. */
  private static boolean load(int threads) {
    try {
      torch.set_num_threads(threads == 0 ? Runtime.getRuntime().availableProcessors() : threads);
      return torch.cuda_is_available();
    } catch (LinkageError e) {
      throw new IllegalStateException(
          TorchBuild.missing()
              .map(
                  missing ->
                      "libtorch does not load: %s; a build without -Pgpu trains on the CPU"
                          .formatted(missing))
              .orElseThrow(() -> e),
          e);
    }
  }

  Device torch() {
    return new Device(cuda ? "cuda" : "cpu");
  }
}
