package dev.weir.zoo.model;

import dev.weir.zoo.onnx.OnnxGraph;
import dev.weir.zoo.onnx.OnnxNode;
import java.util.List;

/**
 * The score of the background, class 0, beside those of classes that a network scores each by
 * itself, with a sigmoid or before one. A pixel is background where no probability is above the
 * threshold.
 *
 * <p>Scores become logits: of one class, softmax over both then gives the network's own probability
 * at a threshold of 0.5.
 */
final class BackgroundScore {
  /** The threshold that most training code uses. */
  static final double DEFAULT_THRESHOLD = 0.5;

  /** The minimum distance of a probability from 0 and 1, which have no finite logit. */
  private static final float LEAST = 1e-7f;

  private final double threshold;

  /**
   * A background up to a probability.
   *
   * @throws IllegalArgumentException if that is not between 0 and 1
   */
  BackgroundScore(double threshold) {
    if (!(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException(
          "threshold %s: expected a probability between 0 and 1, such as 0.5".formatted(threshold));
    }
    this.threshold = threshold;
  }

  /**
   * Adds the background to scores.
   *
   * @param scores float [N, channels, H, W]
   * @param kind what they are: sigmoids, or scores before a sigmoid
   * @return logits, float [N, 1 + channels, H, W]
   */
  String beside(OnnxGraph graph, String scores, ExternalModelOutput.Kind kind) {
    String logits = kind == ExternalModelOutput.Kind.SIGMOIDS ? logits(graph, scores) : scores;
    String one = graph.integers("background.channels", 1);
    String shape =
        graph.add(
            new OnnxNode("Concat", "background.shape")
                .input(graph.sides(scores, 0, 1, "background.pictures"))
                .input(one)
                .input(graph.sides(scores, 2, 4, "background.size"))
                .integer("axis", 0));
    float logit = (float) Math.log(threshold / (1 - threshold));
    String value = graph.constant("background.logit", List.of(1, 1, 1, 1), new float[] {logit});
    String background = graph.add(new OnnxNode("Expand", "background").input(value).input(shape));
    return graph.add(
        new OnnxNode("Concat", "with_background")
            .input(background)
            .input(logits)
            .integer("axis", 1));
  }

  private static String logits(OnnxGraph graph, String probabilities) {
    String least = graph.constant("logits.least", List.of(), new float[] {LEAST});
    String max = graph.constant("logits.most", List.of(), new float[] {1 - LEAST});
    String one = graph.constant("logits.one", List.of(), new float[] {1});
    String inside =
        graph.add(
            new OnnxNode("Clip", "logits.inside").input(probabilities).input(least).input(max));
    String rest = graph.add(new OnnxNode("Sub", "logits.rest").input(one).input(inside));
    String odds = graph.add(new OnnxNode("Div", "logits.odds").input(inside).input(rest));
    return graph.add(new OnnxNode("Log", "logits").input(odds));
  }
}
