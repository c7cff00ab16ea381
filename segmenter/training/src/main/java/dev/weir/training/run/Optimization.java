package dev.weir.training.run;

import dev.weir.training.recipe.OptimizerRecipe;
import dev.weir.training.torch.TorchParameters;
import dev.weir.training.torch.TorchScope;
import java.util.List;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.InputArchive;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.OptimizerOptions;
import org.bytedeco.pytorch.OptimizerParamGroup;
import org.bytedeco.pytorch.OptimizerParamGroupVector;
import org.bytedeco.pytorch.OutputArchive;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * libtorch's optimizer over a network's weights. Kernels are in one group, with weight decay; all
 * other parameters are in another, without. Not thread-safe; holds native memory until closed.
 */
final class Optimization implements AutoCloseable {
  private final Optimizer optimizer;

  Optimization(OptimizerRecipe recipe, TorchParameters parameters) {
    optimizer = TorchScope.call(() -> grouped(recipe, parameters));
  }

  private static Optimizer grouped(OptimizerRecipe recipe, TorchParameters parameters) {
    TensorVector decaying = vector(parameters.learned(true));
    Optimizer optimizer =
        switch (recipe.name()) {
          case SGD -> new SGD(decaying, sgd(recipe));
          case ADAMW -> new AdamW(decaying, adamw(recipe));
        };
    // A group without its own options gets a copy of the first group's.
    optimizer.add_param_group(new OptimizerParamGroup(vector(parameters.learned(false))));
    OptimizerOptions steady = optimizer.param_groups().get(1).options();
    switch (recipe.name()) {
      case SGD -> new SGDOptions(steady).weight_decay().put(0);
      case ADAMW -> new AdamWOptions(steady).weight_decay().put(0);
    }
    optimizer.retainReference();
    return optimizer;
  }

  private static TensorVector vector(List<Tensor> tensors) {
    return new TensorVector(tensors.toArray(Tensor[]::new));
  }

  private static SGDOptions sgd(OptimizerRecipe recipe) {
    SGDOptions options = new SGDOptions(recipe.learningRate());
    options.momentum().put(recipe.momentum());
    options.weight_decay().put(recipe.weightDecay());
    return options;
  }

  private static AdamWOptions adamw(OptimizerRecipe recipe) {
    AdamWOptions options = new AdamWOptions(recipe.learningRate());
    options.weight_decay().put(recipe.weightDecay());
    return options;
  }

  /** Updates the weights with the gradients of {@code loss}. */
  void step(Tensor loss, double learningRate) {
    OptimizerParamGroupVector groups = optimizer.param_groups();
    for (long i = 0; i < groups.size(); i++) {
      groups.get(i).options().set_lr(learningRate);
    }
    optimizer.zero_grad();
    loss.backward();
    optimizer.step();
  }

  void save(OutputArchive archive) {
    optimizer.save(archive);
  }

  void load(InputArchive archive) {
    optimizer.load(archive);
  }

  @Override
  public void close() {
    optimizer.releaseReference();
  }
}
