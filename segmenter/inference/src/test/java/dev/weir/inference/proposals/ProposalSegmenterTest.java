package dev.weir.inference.proposals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.inference.ModelException;
import dev.weir.inference.ProposalOptions;
import dev.weir.inference.Segmenter;
import dev.weir.inference.SegmenterKit;
import dev.weir.inference.kinds.InferenceKind;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.Network;
import dev.weir.zoo.Parameter;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.model.EnsembleModel;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.model.Normalization;
import dev.weir.zoo.networks.Networks;
import dev.weir.zoo.weights.RandomWeights;
import dev.weir.zoo.weights.Weights;
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

@DisplayName("The proposal segmenter")
class ProposalSegmenterTest extends SegmenterKit {
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
  protected InferenceKind kind() {
    return InferenceKind.PROPOSALS;
  }

  @Override
  protected Segmenter open() throws IOException {
    return ProposalSegmenter.open(model(), CPU, FEW);
  }

  private static ModelMetadata metadata(String network) {
    return new ModelMetadata(
        network,
        0.25,
        List.of("a", "b", "c"),
        List.of(1, 2, 3),
        Normalization.gray(0.42f, 0.28f),
        new InputSize(96, 64),
        Map.of());
  }

  private static ByteBuffer noise() {
    byte[] values = new byte[FRAMES * HEIGHT * WIDTH * 3];
    new Random(5).nextBytes(values);
    return ByteBuffer.allocateDirect(values.length).put(0, values);
  }

  private static byte[] classes(Segmenter segmenter, ByteBuffer frames) throws ModelException {
    ByteBuffer classes = ByteBuffer.allocateDirect(FRAMES * HEIGHT * WIDTH);
    segmenter.segment(frames, FRAMES, HEIGHT, WIDTH, classes);
    byte[] found = new byte[classes.capacity()];
    classes.get(0, found);
    return found;
  }

  private static byte[] whole(ByteBuffer frames) throws IOException {
    try (Segmenter plain = InferenceKind.FULL_FRAME.open(model, CPU)) {
      return classes(plain, frames);
    }
  }

  @Test
  void withoutAnySaysWhatItSaysOfTheWholeFrame() throws IOException {
    ProposalOptions none = new ProposalOptions(2000, 0, 1.2);
    try (Segmenter segmenter = ProposalSegmenter.open(model, CPU, none)) {
      assertThat(classes(segmenter, noise())).isEqualTo(whole(noise())).contains(0, 1);
    }
  }

  @Test
  void saysOfAPlainFrameWhatItSaysOfItWhole() throws IOException {
    // Given a frame without edges
    ByteBuffer plain = ByteBuffer.allocateDirect(FRAMES * HEIGHT * WIDTH * 3);

    // When, Then
    try (Segmenter segmenter = InferenceKind.PROPOSALS.open(model, CPU)) {
      assertThat(classes(segmenter, plain)).isEqualTo(whole(plain));
    }
  }

  @Test
  void saysOtherThingsWhereItLooksCloser() throws IOException {
    try (Segmenter segmenter = ProposalSegmenter.open(model, CPU, FEW)) {
      byte[] found = classes(segmenter, noise());
      byte[] whole = whole(noise());

      assertThat(segmenter.id()).isEqualTo(segmenter.model().id() + "+proposals");
      assertThat(found).isNotEqualTo(whole).containsOnly(0, 1, 2);
      assertThat(alike(found, whole)).isGreaterThan(0.3);
    }
  }

  @Test
  void hearsNothingNewOfAViewThatIsTheWholeFrame() throws IOException {
    // Given one view that covers the whole frame
    ProposalOptions all = new ProposalOptions(50, 1, 5);

    // When: the view has the network's size, the frame its own
    byte[] found;
    try (Segmenter segmenter = ProposalSegmenter.open(model, CPU, all)) {
      found = classes(segmenter, noise());
    }

    // Then
    assertThat(alike(found, whole(noise()))).isGreaterThan(0.97);
  }

  /** Returns the fraction of pixels with the same class. */
  private static double alike(byte[] a, byte[] b) {
    return IntStream.range(0, a.length).filter(i -> a[i] == b[i]).count() / (double) a.length;
  }

  @Test
  void neverFindsAClassThatAnEnsembleGivesNoChanceAtAll() throws IOException {
    // Given: a class so unlikely that its probability is 0, and its logarithm is not finite
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

    // When, Then: it appears in no view
    try (Segmenter segmenter = ProposalSegmenter.open(both, CPU, FEW)) {
      assertThat(classes(segmenter, noise())).containsOnly(1, 2);
    }
  }

  @Test
  void mayBeAnEnsembleWhichHasProbabilitiesAlone() throws IOException {
    // Given: an ensemble of a model with itself, so that it predicts the same as the model
    DeployedModel one = DeployedModel.parse(Files.readAllBytes(model));
    EnsembleModel.Member member = new EnsembleModel.Member("one@1", metadata("icnet"), one);
    Path both = directory.resolve("both.onnx");
    EnsembleModel.of(List.of(member, member), Map.of()).write(both);

    // When, Then
    try (Segmenter segmenter =
        ProposalSegmenter.open(both, CPU, new ProposalOptions(2000, 0, 1.2))) {
      assertThat(alike(classes(segmenter, noise()), whole(noise()))).isGreaterThan(0.999);
    }
  }
}
