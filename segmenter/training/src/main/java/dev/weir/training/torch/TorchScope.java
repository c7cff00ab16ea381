package dev.weir.training.torch;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/**
 * Limits the life of native memory: every tensor created inside is freed at the end, except those
 * that were retained.
 */
public final class TorchScope {
  private TorchScope() {}

  /** Runs with its own scope; the result must not live in that scope. */
  @SuppressWarnings("try") // the scope is only closed, never used
  public static <T> T call(Supplier<T> work) {
    try (PointerScope scope = new PointerScope()) {
      return work.get();
    }
  }

  /** Runs with its own scope. */
  public static void run(Runnable work) {
    TorchScope.<Boolean>call(
        () -> {
          work.run();
          return true;
        });
  }

  /** The same, without recording for autograd. */
  @SuppressWarnings("try")
  public static <T> T callStill(Supplier<T> work) {
    try (NoGradGuard still = new NoGradGuard()) {
      return call(work);
    }
  }

  /** The same, without recording for autograd. */
  public static void noGrad(Runnable work) {
    TorchScope.<Boolean>callStill(
        () -> {
          work.run();
          return true;
        });
  }
}
