package dev.weir.zoo.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.WidthMultiplier;
import dev.weir.zoo.onnx.OnnxGraph;
import dev.weir.zoo.onnx.OnnxNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Several deployed models as one: it averages their class probabilities and takes the largest (Noh,
 * Hong, Han, ICCV 2015, section 4.3, where DeconvNet and FCN-8s correct each other's mistakes).
 * Each member keeps its own normalization and working size inside the graph, and quantized members
 * keep their integers.
 *
 * <pre>
 * frames u8 [N, H, W, 3] ─┬→ member 1 → scores [N, classes, H, W] → softmax ─┐
 *                         └→ member 2 → scores [N, classes, H, W] → softmax ─┴→ mean → largest
 * classes u8 [N, H, W]
 * </pre>
 */
public final class EnsembleModel {
  /** Takes the place of the network's name in its metadata. */
  public static final String NETWORK = "ensemble";

  /** The provenance key that lists its members as {@code name@digest}. */
  public static final String MEMBERS = "members";

  /**
   * A model to include.
   *
   * @param id {@code name@digest}
   * @param metadata of the model
   * @param model its content
   */
  public record Member(String id, ModelMetadata metadata, DeployedModel model) {}

  private EnsembleModel() {}

  /** Whether a model is an ensemble. */
  public static boolean is(ModelMetadata metadata) {
    return metadata.network().equals(NETWORK);
  }

  /** The names of an ensemble's members. */
  public static String members(ModelMetadata metadata) {
    return metadata.provenance().getOrDefault(MEMBERS, "unknown models");
  }

  /**
   * Builds the graph.
   *
   * @throws IllegalArgumentException if there are fewer than two members, their classes differ, or
   *     one is an ensemble itself, has no scores, or is written in another operator set
   */
  public static DeployedModel of(List<Member> members, Map<String, String> notes) {
    check(members);
    OnnxGraph graph = new OnnxGraph(NETWORK, members.get(0).model().model());
    graph.input(DeployedModel.INPUT, DataType.UINT8, "N", "H", "W", 3);
    List<String> probabilities = new ArrayList<>();
    for (Member member : members) {
      String prefix = "member_%d.".formatted(probabilities.size() + 1);
      probabilities.add(probabilities(graph, member, prefix));
    }
    mean(graph, probabilities);
    DeployedModel.largest(graph, ClassScoreOutput.PROBABILITIES);
    graph.output(DeployedModel.OUTPUT, DataType.UINT8, "N", "H", "W");
    graph.removeUnused(DeployedModel.OUTPUT);
    return DeployedModel.of(graph, metadata(members, notes));
  }

  private static String probabilities(OnnxGraph graph, Member member, String prefix) {
    ModelProto model = member.model().model();
    try {
      ClassScoreOutput scores = ClassScoreOutput.of(model.getGraph());
      graph.embed(model, prefix, Map.of(DeployedModel.INPUT, DeployedModel.INPUT));
      return scores.asProbabilities(graph, prefix + scores.value());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(member.id(), e.getMessage()), e);
    }
  }

  /** As sums and one product, like {@code OnnxOps.mean}. */
  private static void mean(OnnxGraph graph, List<String> values) {
    String sum = values.get(0);
    for (String value : values.subList(1, values.size())) {
      sum = graph.add(new OnnxNode("Add").input(sum).input(value));
    }
    String share = graph.constant("share", List.of(1), new float[] {1f / values.size()});
    graph.add(
        new OnnxNode("Mul", ClassScoreOutput.PROBABILITIES).input(sum).input(share),
        ClassScoreOutput.PROBABILITIES);
  }

  private static void check(List<Member> members) {
    if (members.size() < 2) {
      throw new IllegalArgumentException(
          "an ensemble of %d: expected at least two models".formatted(members.size()));
    }
    Member first = members.get(0);
    for (Member member : members) {
      if (is(member.metadata())) {
        throw new IllegalArgumentException(
            "%s is an ensemble itself; name its members instead: %s"
                .formatted(member.id(), members(member.metadata())));
      }
      List<String> classes = member.metadata().classNames();
      if (!classes.equals(first.metadata().classNames())) {
        throw new IllegalArgumentException(
            "%s has classes %s, %s has %s: expected the same in the same order"
                .formatted(
                    first.id(),
                    String.join(", ", first.metadata().classNames()),
                    member.id(),
                    String.join(", ", classes)));
      }
    }
  }

  /** With the first member's colors, and the largest working size. */
  private static ModelMetadata metadata(List<Member> members, Map<String, String> notes) {
    ModelMetadata first = members.get(0).metadata();
    InputSize largest = first.size();
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put(MEMBERS, members.stream().map(Member::id).collect(Collectors.joining(", ")));
    for (int i = 0; i < members.size(); i++) {
      ModelMetadata one = members.get(i).metadata();
      InputSize size = one.size();
      if ((long) size.width() * size.height() > (long) largest.width() * largest.height()) {
        largest = size;
      }
      provenance.put(
          "member-" + (i + 1),
          "%s: %s, width %s, at %s, mean %s, deviation %s"
              .formatted(
                  members.get(i).id(),
                  one.network(),
                  new WidthMultiplier(one.width()),
                  size,
                  one.normalization().mean(),
                  one.normalization().std()));
    }
    provenance.putAll(notes);
    return new ModelMetadata(
        NETWORK,
        1,
        first.classNames(),
        first.classColors(),
        Normalization.gray(0, 1), // no normalization here: each member contains its own
        largest,
        provenance);
  }
}
