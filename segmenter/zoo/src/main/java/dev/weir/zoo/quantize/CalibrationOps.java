package dev.weir.zoo.quantize;

import dev.weir.zoo.Conv;
import dev.weir.zoo.Deconv;
import dev.weir.zoo.Ops;
import dev.weir.zoo.PooledWithIndices;
import dev.weir.zoo.Shape;
import dev.weir.zoo.onnx.OnnxGraph;
import dev.weir.zoo.onnx.OnnxNode;
import dev.weir.zoo.onnx.OnnxOps;
import dev.weir.zoo.onnx.Unpooling;
import dev.weir.zoo.weights.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a network like {@link OnnxOps}, and records the range of every operation's output. One
 * thread, one reading.
 */
final class CalibrationOps implements Ops<OnnxOps.Map2d> {
  private final OnnxGraph graph;
  private final OnnxOps ops;
  private final List<String> extremes = new ArrayList<>();

  CalibrationOps(OnnxGraph graph, Weights weights) {
    this.graph = graph;
    this.ops = new OnnxOps(graph, weights, Unpooling.OPERATOR);
  }

  /** The graph's values [1, 1, 1, 1] of minimum and maximum of each operation, in order. */
  List<String> extremes() {
    return extremes;
  }

  private OnnxOps.Map2d watched(OnnxOps.Map2d y) {
    extremes.add(graph.add(new OnnxNode("ReduceMin").input(y.name()).integer("keepdims", 1)));
    extremes.add(graph.add(new OnnxNode("ReduceMax").input(y.name()).integer("keepdims", 1)));
    return y;
  }

  @Override
  public Shape shape(OnnxOps.Map2d x) {
    return x.shape();
  }

  @Override
  public OnnxOps.Map2d conv(String name, OnnxOps.Map2d x, Conv spec) {
    return watched(ops.conv(name, x, spec));
  }

  @Override
  public OnnxOps.Map2d deconv(String name, OnnxOps.Map2d x, Deconv spec) {
    return watched(ops.deconv(name, x, spec));
  }

  @Override
  public OnnxOps.Map2d batchNorm(String name, OnnxOps.Map2d x) {
    return watched(ops.batchNorm(name, x));
  }

  @Override
  public OnnxOps.Map2d relu(OnnxOps.Map2d x) {
    return watched(ops.relu(x));
  }

  @Override
  public OnnxOps.Map2d add(OnnxOps.Map2d a, OnnxOps.Map2d b) {
    return watched(ops.add(a, b));
  }

  @Override
  public OnnxOps.Map2d concat(List<OnnxOps.Map2d> maps) {
    return watched(ops.concat(maps));
  }

  @Override
  public OnnxOps.Map2d mean(List<OnnxOps.Map2d> maps) {
    return watched(ops.mean(maps));
  }

  @Override
  public OnnxOps.Map2d maxPool(OnnxOps.Map2d x, int kernel, int stride) {
    return watched(ops.maxPool(x, kernel, stride));
  }

  @Override
  public PooledWithIndices<OnnxOps.Map2d> indexedMaxPool(OnnxOps.Map2d x) {
    PooledWithIndices<OnnxOps.Map2d> pool = ops.indexedMaxPool(x);
    watched(pool.maxima());
    return pool;
  }

  @Override
  public OnnxOps.Map2d unpool(OnnxOps.Map2d x, PooledWithIndices<OnnxOps.Map2d> pool) {
    return watched(ops.unpool(x, pool));
  }

  @Override
  public OnnxOps.Map2d dropout(String name, OnnxOps.Map2d x, double rate) {
    return watched(ops.dropout(name, x, rate));
  }

  @Override
  public OnnxOps.Map2d averagePool(OnnxOps.Map2d x, int bins) {
    return watched(ops.averagePool(x, bins));
  }

  @Override
  public OnnxOps.Map2d resize(OnnxOps.Map2d x, int height, int width) {
    return watched(ops.resize(x, height, width));
  }
}
