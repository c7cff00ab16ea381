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

  /** A model that is said to run somewhere and to keep something busy, and is never run. */
  private record Said(String name, ClassMap classes, Provider provider, String method, Load load)
      implements Inference {
    @Override
    public String id() {
      return model().id() + method;
    }

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

  private static Said on(Provider provider) {
    Load load = provider == Provider.CPU ? Load.ALL_CORES : Load.NO_CORE;
    return new Said(provider.name(), ClassMap.CAMVID, provider, "", load);
  }

  private static Said refined(ClassMap classes, Provider provider) {
    return new Said("city", classes, provider, "+crf", Load.ONE_CORE);
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
    LineOptions line = line(refined(ClassMap.CAMVID, provider));

    assertThat(line.batch()).as("a batch would wait for its last frame").isEqualTo(1);
    assertThat(line.lanes()).isEqualTo(Math.min(CORES, 4));
    assertThat(line.decoders()).isEqualTo(Math.max(1, CORES / 4));
  }

  @Test
  void callTheClassesOfRefinedMasksAsTheirModelDoes() {
    OpenModels models = models(on(Provider.CPU), refined(ClassMap.CITYSCAPES, Provider.CPU));

    String header = models.engines().of(new CameraId("camera1")).orElseThrow().model();

    assertThat(header).isEqualTo("city@0+crf");
    assertThat(models.classes().of(header)).isEqualTo(ClassMap.CITYSCAPES);
  }
}
