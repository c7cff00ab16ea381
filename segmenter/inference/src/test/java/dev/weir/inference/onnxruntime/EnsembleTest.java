package dev.weir.inference.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.weir.inference.ModelInfo;
import dev.weir.inference.ProviderChoice;
import dev.weir.inference.SegmenterOptions;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.Network;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.model.EnsembleModel;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.model.Normalization;
import dev.weir.zoo.model.ProbabilityModel;
import dev.weir.zoo.networks.Networks;
import dev.weir.zoo.weights.RandomWeights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An ensemble")
class EnsembleTest {
  private static final int CLASSES = 5;
  private static final int FRAMES = 2;
  private static final int HEIGHT = 50;
  private static final int WIDTH = 70;
  private static final int PIXELS = HEIGHT * WIDTH;
  private static final EnsembleModel.Member ICNET =
      member("icnet", 0.25, "96x64", Normalization.gray(0.4f, 0.3f), 1);
  private static final EnsembleModel.Member UNET =
      member(
          "unet",
          0.05,
          "64x48",
          new Normalization(List.of(0.5f, 0.4f, 0.3f), List.of(0.2f, 0.25f, 0.3f)),
          2);
  private static final EnsembleModel.Member SEGNET =
      member("segnet", 0.05, "80x64", Normalization.gray(0.5f, 0.5f), 3);

  @TempDir Path directory;

  private static EnsembleModel.Member member(
      String name, double width, String size, Normalization normalization, long seed) {
    Network network = Networks.of(name, CLASSES, width);
    ModelMetadata metadata =
        new ModelMetadata(
            name,
            width,
            List.of("a", "b", "c", "d", "e"),
            List.of(1, 2, 3, 4, 5),
            normalization,
            InputSize.parse(size),
            Map.of());
    return new EnsembleModel.Member(
        name + "@" + seed, metadata, DeployedModel.of(network, new RandomWeights(seed), metadata));
  }

  private static ByteBuffer noise() {
    byte[] values = new byte[FRAMES * PIXELS * 3];
    new Random(7).nextBytes(values);
    return ByteBuffer.allocateDirect(values.length).put(0, values);
  }

  /**
   * Returns the probabilities that ONNX Runtime computes from the logits before a model's ArgMax.
   */
  private static float[] probabilities(byte[] deployed, ByteBuffer frames) throws OrtException {
    try (OrtSession session =
            OrtEnvironment.getEnvironment().createSession(ProbabilityModel.of(deployed));
        OnnxTensor input =
            OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(),
                frames,
                new long[] {FRAMES, HEIGHT, WIDTH, 3},
                OnnxJavaType.UINT8);
        OrtSession.Result result =
            session.run(Map.of(DeployedModel.INPUT, input), Set.of(ProbabilityModel.OUTPUT))) {
      FloatBuffer found = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] values = new float[found.remaining()];
      found.get(values);
      return values;
    }
  }

  private byte[] segmented(DeployedModel model) throws IOException {
    Path file = directory.resolve("model.onnx");
    model.write(file);
    ByteBuffer classes = ByteBuffer.allocateDirect(FRAMES * PIXELS);
    try (OnnxSegmenter segmenter =
        OnnxSegmenter.open(file, new SegmenterOptions(ProviderChoice.CPU, 1))) {
      segmenter.segment(noise(), FRAMES, HEIGHT, WIDTH, classes);
    }
    byte[] found = new byte[FRAMES * PIXELS];
    classes.get(0, found);
    return found;
  }

  @Test
  void findsTheClassOfTheLargestMeanProbabilityOfItsMembers() throws Exception {
    // Given the mean of the members' probabilities, computed here
    List<EnsembleModel.Member> members = List.of(ICNET, UNET, SEGNET);
    double[] mean = new double[FRAMES * CLASSES * PIXELS];
    for (EnsembleModel.Member member : members) {
      float[] one = probabilities(member.model().toBytes(), noise());
      for (int i = 0; i < mean.length; i++) {
        mean[i] += one[i] / 3.0;
      }
    }

    // When
    byte[] found = segmented(EnsembleModel.of(members, Map.of()));

    // Then: the class with the largest mean, or one that is equal in float precision
    for (int i = 0; i < found.length; i++) {
      double largest = 0;
      for (int c = 0; c < CLASSES; c++) {
        largest = Math.max(largest, at(mean, i, c));
      }
      assertThat(at(mean, i, found[i])).isGreaterThan(largest - 1e-6);
    }
    assertThat(found).contains(found[0] == 0 ? 1 : 0); // more than one class occurs
  }

  private static double at(double[] values, int pixel, int c) {
    return values[(pixel / PIXELS * CLASSES + c) * PIXELS + pixel % PIXELS];
  }

  @Test
  void ofAModelAndItselfIsThatModelAndItsProbabilitiesAddUpToOne() throws Exception {
    // Given
    DeployedModel twice = EnsembleModel.of(List.of(ICNET, ICNET), Map.of());

    // When
    float[] once = probabilities(ICNET.model().toBytes(), noise());
    float[] both = probabilities(twice.toBytes(), noise());

    // Then: softmax is not applied twice
    for (int i = 0; i < once.length; i += 97) {
      assertThat(both[i]).isCloseTo(once[i], org.assertj.core.api.Assertions.within(1e-5f));
    }
    double sum = 0;
    for (int c = 0; c < CLASSES; c++) {
      sum += both[c * PIXELS];
    }
    assertThat(sum).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-4));
  }

  @Test
  void namesItsMembersAndTheirSizes() throws IOException {
    // Given
    Path file = directory.resolve("both.onnx");
    EnsembleModel.of(List.of(UNET, ICNET), Map.of("score", "none")).write(file);

    // When
    ModelInfo model;
    try (OnnxSegmenter segmenter =
        OnnxSegmenter.open(file, new SegmenterOptions(ProviderChoice.CPU, 1))) {
      model = segmenter.model();
    }

    // Then
    assertThat(EnsembleModel.is(model.metadata())).isTrue();
    assertThat(EnsembleModel.members(model.metadata())).isEqualTo("unet@2, icnet@1");
    assertThat(model.metadata().provenance())
        .containsEntry("score", "none")
        .hasEntrySatisfying("member-2", m -> assertThat(m).contains("icnet@1", "96x64", "0.25"));
    assertThat(model.classes().name(4)).isEqualTo("e");
  }

  @Test
  void isRefusedOfModelsThatDoNotFit() {
    ModelMetadata about = UNET.metadata();
    ModelMetadata other =
        new ModelMetadata(
            about.network(),
            about.width(),
            List.of("a", "b", "c", "e", "d"),
            about.classColors(),
            about.normalization(),
            about.size(),
            Map.of());
    EnsembleModel.Member swapped = new EnsembleModel.Member("swapped@9", other, UNET.model());
    assertThatThrownBy(() -> EnsembleModel.of(List.of(ICNET, swapped), Map.of()))
        .hasMessage(
            "icnet@1 has classes a, b, c, d, e, swapped@9 has a, b, c, e, d: expected the same in"
                + " the same order");
    assertThatThrownBy(() -> EnsembleModel.of(List.of(ICNET), Map.of()))
        .hasMessageContaining("expected at least two");
  }
}
