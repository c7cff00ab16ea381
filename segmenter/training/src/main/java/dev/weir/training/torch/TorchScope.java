package dev.weir.training.torch;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/**
 * Where native memory ends: every tensor made inside is freed on the way out, but for those that
 * were retained.
 */
public final class TorchScope {
  private TorchScope() {}

  /** Runs with a scope of its own; what is returned must not live in it. */
  @SuppressWarnings("try") // a scope is left, never spoken to
  public static <T> T call(Supplier<T> work) {
    try (PointerScope scope = new PointerScope()) {
      return work.get();
    }
  }

  /** Runs with a scope of its own. */
  public static void run(Runnable work) {
    TorchScope.<Boolean>call(
        () -> {
          work.run();
          return true;
        });
  }

  /** The same, and nothing is remembered for differentiation. */
  @SuppressWarnings("try")
  public static <T> T callStill(Supplier<T> work) {
    try (NoGradGuard still = new NoGradGuard()) {
      return call(work);
    }
  }

  /** The same, and nothing is remembered for differentiation. */
  public static void runStill(Runnable work) {
    TorchScope.<Boolean>callStill(
        () -> {
          work.run();
          return true;
        });
  }
}
