package dev.weir.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.zoo.DeployedModel;
import dev.weir.zoo.EnsembleModel;
import dev.weir.zoo.ModelMetadata;
import dev.weir.zoo.Network;
import dev.weir.zoo.Networks;
import dev.weir.zoo.Normalisation;
import dev.weir.zoo.Parameter;
import dev.weir.zoo.RandomWeights;
import dev.weir.zoo.Size;
import dev.weir.zoo.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A model asked by proposals")
class ProposalInferenceTest extends InferenceKit {
  private static final ProposalOptions FEW = new ProposalOptions(50, 4, 1.2);
  private static final int FRAMES = 2;
  private static final int HEIGHT = 71;
  private static final int WIDTH = 93;

  private static Path model;

  @BeforeAll
  static void exportOneOfThreeClasses() throws IOException {
    model = directory.resolve("three.onnx");
    Network icnet = Networks.of("icnet", 3, 0.25);
    DeployedModel.of(icnet, new RandomWeights(3), metadata("icnet")).write(model);
  }

  @Override
  InferenceKind kind() {
    return InferenceKind.PROPOSALS;
  }

  @Override
  Inference open() throws IOException {
    return ProposalInference.open(model(), CPU, FEW);
  }

  private static ModelMetadata metadata(String network) {
    return new ModelMetadata(
        network,
        0.25,
        List.of("a", "b", "c"),
        List.of(1, 2, 3),
        Normalisation.grey(0.42f, 0.28f),
        new Size(96, 64),
        Map.of());
  }

  private static ByteBuffer noise() {
    byte[] values = new byte[FRAMES * HEIGHT * WIDTH * 3];
    new Random(5).nextBytes(values);
    return ByteBuffer.allocateDirect(values.length).put(0, values);
  }

  private static byte[] classes(Inference inference, ByteBuffer frames) throws ModelException {
    ByteBuffer classes = ByteBuffer.allocateDirect(FRAMES * HEIGHT * WIDTH);
    inference.segment(frames, FRAMES, HEIGHT, WIDTH, classes);
    byte[] found = new byte[classes.capacity()];
    classes.get(0, found);
    return found;
  }

  private static byte[] whole(ByteBuffer frames) throws IOException {
    try (Inference plain = InferenceKind.WHOLE.open(model, CPU)) {
      return classes(plain, frames);
    }
  }

  @Test
  void withoutAnySaysWhatItSaysOfTheWholeFrame() throws IOException {
    ProposalOptions none = new ProposalOptions(2000, 0, 1.2);
    try (Inference inference = ProposalInference.open(model, CPU, none)) {
      assertThat(classes(inference, noise())).isEqualTo(whole(noise())).contains(0, 1);
    }
  }

  @Test
  void saysOfAPlainFrameWhatItSaysOfItWhole() throws IOException {
    // Given a frame without any edge
    ByteBuffer plain = ByteBuffer.allocateDirect(FRAMES * HEIGHT * WIDTH * 3);

    // When, Then
    try (Inference inference = InferenceKind.PROPOSALS.open(model, CPU)) {
      assertThat(classes(inference, plain)).isEqualTo(whole(plain));
    }
  }

  @Test
  void saysOtherThingsWhereItLooksCloser() throws IOException {
    try (Inference inference = ProposalInference.open(model, CPU, FEW)) {
      byte[] found = classes(inference, noise());
      byte[] whole = whole(noise());

      assertThat(inference.id()).isEqualTo(inference.model().id() + "+proposals");
      assertThat(found).isNotEqualTo(whole).containsOnly(0, 1, 2);
      assertThat(alike(found, whole)).isGreaterThan(0.3);
    }
  }

  @Test
  void hearsNothingNewOfAViewThatIsTheWholeFrame() throws IOException {
    // Given one view so wide that it shows all
    ProposalOptions all = new ProposalOptions(50, 1, 5);

    // When: it comes in the network's size, the frame in its own
    byte[] found;
    try (Inference inference = ProposalInference.open(model, CPU, all)) {
      found = classes(inference, noise());
    }

    // Then
    assertThat(alike(found, whole(noise()))).isGreaterThan(0.97);
  }

  /** The share of pixels of the same class. */
  private static double alike(byte[] a, byte[] b) {
    return IntStream.range(0, a.length).filter(i -> a[i] == b[i]).count() / (double) a.length;
  }

  @Test
  void neverFindsAClassThatAnEnsembleGivesNoChanceAtAll() throws IOException {
    // Given: so unlikely that its probability is 0, whose logarithm is no number
    Weights random = new RandomWeights(3);
    Weights never =
        new Weights() {
          @Override
          public float[] values(Parameter p) {
            float[] values = random.values(p);
            if (p.name().equals("conv6_cls.b")) {
              values[0] = -1000;
            }
            return values;
          }

          @Override
          public boolean has(String name) {
            return random.has(name);
          }
        };
    DeployedModel one = DeployedModel.of(Networks.of("icnet", 3, 0.25), never, metadata("icnet"));
    EnsembleModel.Member member = new EnsembleModel.Member("one@1", metadata("icnet"), one);
    Path both = directory.resolve("never.onnx");
    EnsembleModel.of(List.of(member, member), Map.of()).write(both);

    // When, Then: in no view
    try (Inference inference = ProposalInference.open(both, CPU, FEW)) {
      assertThat(classes(inference, noise())).containsOnly(1, 2);
    }
  }

  @Test
  void mayBeAnEnsembleWhichHasProbabilitiesAlone() throws IOException {
    // Given: of a model and itself, so that it says what that one says
    DeployedModel one = DeployedModel.parse(Files.readAllBytes(model));
    EnsembleModel.Member member = new EnsembleModel.Member("one@1", metadata("icnet"), one);
    Path both = directory.resolve("both.onnx");
    EnsembleModel.of(List.of(member, member), Map.of()).write(both);

    // When, Then
    try (Inference inference =
        ProposalInference.open(both, CPU, new ProposalOptions(2000, 0, 1.2))) {
      assertThat(alike(classes(inference, noise()), whole(noise()))).isGreaterThan(0.999);
    }
  }
}
