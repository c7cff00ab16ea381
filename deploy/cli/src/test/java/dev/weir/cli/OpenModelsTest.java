package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.frame.CameraId;
import dev.weir.inference.Inference;
import dev.weir.inference.Load;
import dev.weir.inference.Model;
import dev.weir.inference.Provider;
import dev.weir.mask.ClassMap;
import dev.weir.stream.CameraPattern;
import dev.weir.stream.CameraRules;
import dev.weir.stream.LineOptions;
import dev.weir.zoo.ModelMetadata;
import dev.weir.zoo.Normalisation;
import dev.weir.zoo.Size;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Open models")
class OpenModelsTest {
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  /** A model that is said to run somewhere, and is never run. */
  private record Said(String name, ClassMap classes, Provider provider) implements Inference {
    @Override
    public Model model() {
      List<String> names = classes.classes().stream().map(ClassMap.Entry::name).toList();
      List<Integer> colours = classes.classes().stream().map(ClassMap.Entry::rgb).toList();
      return new Model(
          name,
          "0",
          new ModelMetadata(
              "icnet", 1, names, colours, Normalisation.grey(0, 1), new Size(96, 64), Map.of()),
          classes);
    }

    @Override
    public void segment(ByteBuffer frames, int count, int height, int width, ByteBuffer classes) {
      throw new AssertionError("not asked for");
    }

    @Override
    public void close() {}
  }

  /** The same, and a core for each call. */
  private record Refined(Said network) implements Inference {
    @Override
    public Model model() {
      return network.model();
    }

    @Override
    public String id() {
      return network.id() + "+crf";
    }

    @Override
    public Provider provider() {
      return network.provider();
    }

    @Override
    public Load load() {
      return Load.ONE_CORE;
    }

    @Override
    public void segment(ByteBuffer frames, int count, int height, int width, ByteBuffer classes) {
      network.segment(frames, count, height, width, classes);
    }

    @Override
    public void close() {}
  }

  private static Said on(Provider provider) {
    return new Said(provider.name(), ClassMap.CAMVID, provider);
  }

  private static OpenModels models(Inference... inferences) {
    List<CameraRules.Rule<Inference>> rules = new ArrayList<>();
    for (Inference inference : inferences) {
      CameraPattern camera = new CameraPattern("camera" + rules.size());
      rules.add(new CameraRules.Rule<>(camera, inference));
    }
    return new OpenModels(new CameraRules<>(rules, Optional.empty()));
  }

  private static LineOptions line(Inference... inferences) {
    return Lines.of(models(inferences).load());
  }

  @ParameterizedTest
  @EnumSource(names = {"CUDA", "TENSORRT"})
  void onAGpuLeaveTheCoresToTheCodecs(Provider gpu) {
    LineOptions line = line(on(gpu), on(gpu));

    assertThat(line).isEqualTo(LineOptions.forAccelerator(CORES));
    assertThat(line.batch()).isEqualTo(8);
    assertThat(line.lanes()).isEqualTo(2);
    assertThat(line.decoders()).isEqualTo(Math.max(1, CORES / 2));
  }

  @Test
  void ofWhichOneRunsOnTheProcessorLeaveItTheCores() {
    assertThat(line(on(Provider.TENSORRT), on(Provider.CPU)))
        .isEqualTo(line(on(Provider.CPU)))
        .isEqualTo(LineOptions.forCpu(CORES));
  }

  @ParameterizedTest
  @EnumSource(Provider.class)
  void thatAreRefinedHaveACoreForEachFrameWhereverTheNetworkRuns(Provider provider) {
    LineOptions line = line(new Refined(on(provider)));

    assertThat(line.batch()).as("a batch would wait for its last frame").isEqualTo(1);
    assertThat(line.lanes()).isEqualTo(Math.min(CORES, 4));
    assertThat(line.decoders()).isEqualTo(Math.max(1, CORES / 4));
  }

  @Test
  void callTheClassesOfRefinedMasksAsTheirModelDoes() {
    OpenModels models =
        models(on(Provider.CPU), new Refined(new Said("city", ClassMap.CITYSCAPES, Provider.CPU)));

    String header = models.engines().of(new CameraId("camera1")).orElseThrow().model();

    assertThat(header).isEqualTo("city@0+crf");
    assertThat(models.classes().of(header)).isEqualTo(ClassMap.CITYSCAPES);
  }
}
