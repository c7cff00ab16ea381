package dev.weir.inference.tools;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.io.IOException;
import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A network that scores classes without a background")
class OneScoreRefusalTest extends OneScoreFixture {
  private static final AttributeProto TO_FLOAT =
      ExternalNetwork.integer("to", DataType.FLOAT_VALUE);
  private static final AttributeProto TO_BYTES =
      ExternalNetwork.integer("to", DataType.UINT8_VALUE);
  private static final AttributeProto TO_LAST = ExternalNetwork.list("perm", 0, 2, 3, 1);

  @Test
  void isRefusedWithAHintAtTheClassesThatItTakes() throws IOException {
    ExternalNetwork one =
        network(17, 1, 1)
            .node("Sigmoid", "likely", ExternalNetwork.SCORES)
            .output("likely", DataType.FLOAT);
    for (int classes : new int[] {1, 3}) {
      assertThatThrownBy(() -> importModel(one, classes, OptionalDouble.empty()))
          .hasMessageContainingAll(
              "one score a pixel", "two classes", "has " + classes, "background #000000");
    }
    ExternalNetwork three = network(17, 1, 3).output(ExternalNetwork.SCORES, DataType.FLOAT);
    assertThatThrownBy(() -> importModel(three, 4, OptionalDouble.empty()))
        .hasMessageContainingAll("3 scores a pixel", "4 classes", "add --threshold 0.5");
    assertThatThrownBy(() -> importModel(three, 3, OptionalDouble.of(0.5)))
        .hasMessageContainingAll("--threshold 0.5", "omit --threshold");
    assertThatThrownBy(() -> importModel(one, 2, OptionalDouble.of(1.5)))
        .hasMessageContaining("threshold 1.5: expected a probability between 0 and 1");
    AttributeProto[] axis = {ExternalNetwork.integer("axis", 1)};
    ExternalNetwork soft =
        network(17, 1, 1)
            .node("Softmax", "soft", axis, ExternalNetwork.SCORES)
            .output("soft", DataType.FLOAT);
    assertThatThrownBy(() -> importModel(soft, 2, OptionalDouble.empty()))
        .hasMessageContainingAll("1 in every pixel", "a softmax over one class");
    ExternalNetwork four =
        new ExternalNetwork(17, DataType.FLOAT, 1, 4, 48, 64)
            .node("Identity", "same", ExternalNetwork.INPUT)
            .output("same", DataType.FLOAT);
    assertThatThrownBy(() -> importModel(four, 4, OptionalDouble.empty()))
        .hasMessageContainingAll("of 4 channels", "[N, 1, H, W] in gray");
  }

  @Test
  void isRefusedIfItsScoreIsNeitherALogitNorAProbability() throws IOException {
    // Given: a probability times 255, which as a logit would mask every pixel
    ExternalNetwork scaled =
        network(17, 1, 1)
            .node("Sigmoid", "likely", ExternalNetwork.SCORES)
            .integers("factor", 255)
            .node("Cast", "real", new AttributeProto[] {TO_FLOAT}, "factor")
            .node("Mul", "level", "likely", "real")
            .output("level", DataType.FLOAT);

    // When, then
    assertThatThrownBy(() -> importModel(scaled, 2, OptionalDouble.empty()))
        .hasMessageContainingAll("'level'", "never below 0", "ends with the sigmoid", "--scores");

    // And given: its last channel is the last side
    ExternalNetwork last =
        network(17, 1, 1)
            .node("Sigmoid", "likely", ExternalNetwork.SCORES)
            .node("Transpose", "turned", new AttributeProto[] {TO_LAST}, "likely")
            .output("turned", DataType.FLOAT);

    // When, then
    assertThatThrownBy(() -> importModel(last, 2, OptionalDouble.empty()))
        .hasMessageContainingAll("[1, 48, 64, 1]", "with the channels last", "channels first");

    // And given: a mask of 0 and 255
    ExternalNetwork mask =
        network(17, 1, 1)
            .node("Sigmoid", "likely", ExternalNetwork.SCORES)
            .integers("factor", 255)
            .node("Cast", "real", new AttributeProto[] {TO_FLOAT}, "factor")
            .node("Round", "found", "likely")
            .node("Mul", "level", "found", "real")
            .node("Cast", "bytes", new AttributeProto[] {TO_BYTES}, "level")
            .output("bytes", DataType.UINT8);

    // When, then
    assertThatThrownBy(() -> importModel(mask, 2, OptionalDouble.empty()))
        .hasMessageContainingAll("class number 255", "a mask of 0 and 255", "0 and 1");
  }
}
