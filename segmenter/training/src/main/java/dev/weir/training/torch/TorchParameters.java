package dev.weir.training.torch;

import static org.bytedeco.pytorch.global.torch.empty_like;

import dev.weir.zoo.Network;
import dev.weir.zoo.Parameter;
import dev.weir.zoo.cost.CostOps;
import dev.weir.zoo.weights.Weights;
import dev.weir.zoo.weights.WeightsException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A network's weights as tensors of 32-bit floats, by the names of {@link Parameter}. Kernels are
 * channels last, which is faster for convolutions on CPUs. Not thread-safe; holds native memory
 * until closed.
 */
public final class TorchParameters implements Weights, AutoCloseable {
  private final List<Parameter> parameters;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  private TorchParameters(List<Parameter> parameters) {
    this.parameters = parameters;
  }

  /**
   * A network's weights; learnable ones require gradients.
   *
   * @throws WeightsException if a weight of {@code initial} is missing or has another shape
   */
  public static TorchParameters of(Network network, Weights initial, Device device) {
    TorchParameters all = new TorchParameters(CostOps.parametersOf(network));
    for (Parameter p : all.parameters) {
      long[] shape = p.shape().stream().mapToLong(Integer::longValue).toArray();
      TorchScope.run(
          () -> {
            Tensor rows = Tensor.create(initial.values(p), shape).to(device, ScalarType.Float);
            Tensor t = p.shape().size() == 4 ? rows.contiguous(MemoryFormat.ChannelsLast) : rows;
            t.set_requires_grad(p.role().learned());
            t.retainReference();
            all.tensors.put(p.name(), t);
          });
    }
    return all;
  }

  /** Copies of the values, without gradients. */
  public TorchParameters copy() {
    TorchParameters copy = new TorchParameters(parameters);
    TorchScope.noGrad(
        () ->
            tensors.forEach(
                (name, t) -> {
                  Tensor twin = empty_like(t);
                  twin.copy_(t);
                  twin.retainReference();
                  copy.tensors.put(name, twin);
                }));
    return copy;
  }

  /** Moves these values toward those of {@code other} by a fraction {@code share} of the way. */
  public void approach(TorchParameters other, double share) {
    TorchScope.noGrad(
        () -> {
          Scalar weight = new Scalar(share);
          tensors.forEach((name, t) -> t.lerp_(other.tensor(name), weight));
        });
  }

  /** All parameters, in the network's order. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** The learnable tensors with weight decay, or those without. */
  public List<Tensor> learned(boolean decaying) {
    List<Tensor> learned = new ArrayList<>();
    for (Parameter p : parameters) {
      if (p.role().learned() && decaying == (p.role() == Parameter.Role.KERNEL)) {
        learned.add(tensor(p.name()));
      }
    }
    return learned;
  }

  /**
   * The tensor with a name.
   *
   * @throws WeightsException if there is none
   */
  public Tensor tensor(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new WeightsException("the network has no weight '%s'".formatted(name));
    }
    return tensor;
  }

  @Override
  public float[] values(Parameter parameter) {
    float[] values = new float[parameter.elements()];
    TorchScope.noGrad(
        () -> {
          Tensor rows = tensor(parameter.name()).detach().cpu().contiguous();
          FloatBuffer buffer = rows.createBuffer();
          buffer.get(values);
        });
    return values;
  }

  @Override
  public boolean has(String name) {
    return tensors.containsKey(name);
  }

  @Override
  public void close() {
    tensors.values().forEach(Tensor::releaseReference);
    tensors.clear();
  }
}
