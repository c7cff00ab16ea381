package dev.weir.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.frame.CameraId;
import dev.weir.inference.CpuDemand;
import dev.weir.inference.ModelInfo;
import dev.weir.inference.Provider;
import dev.weir.inference.Segmenter;
import dev.weir.mask.ClassMap;
import dev.weir.stream.options.PipelineOptions;
import dev.weir.stream.rules.CameraPattern;
import dev.weir.stream.rules.CameraRules;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.model.Normalization;
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

  /** A model with a given provider and CPU demand that is never run. */
  private record Said(
      String name, ClassMap classes, Provider provider, String method, CpuDemand demand)
      implements Segmenter {
    @Override
    public String id() {
      return model().id() + method;
    }

    @Override
    public ModelInfo model() {
      List<String> names = classes.classes().stream().map(ClassMap.Entry::name).toList();
      List<Integer> colors = classes.classes().stream().map(ClassMap.Entry::rgb).toList();
      return new ModelInfo(
          name,
          "0",
          new ModelMetadata(
              "icnet", 1, names, colors, Normalization.gray(0, 1), new InputSize(96, 64), Map.of()),
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
    CpuDemand demand = provider == Provider.CPU ? CpuDemand.ALL_CORES : CpuDemand.NO_CORE;
    return new Said(provider.name(), ClassMap.CAMVID, provider, "", demand);
  }

  private static Said refined(ClassMap classes, Provider provider) {
    return new Said("city", classes, provider, "+crf", CpuDemand.ONE_CORE);
  }

  private static OpenModels models(Segmenter... inferences) {
    List<CameraRules.Rule<Segmenter>> rules = new ArrayList<>();
    for (Segmenter segmenter : inferences) {
      CameraPattern camera = new CameraPattern("camera" + rules.size());
      rules.add(new CameraRules.Rule<>(camera, segmenter));
    }
    return new OpenModels(new CameraRules<>(rules, Optional.empty()));
  }

  private static PipelineOptions line(Segmenter... inferences) {
    return PipelineSizing.of(models(inferences).demand());
  }

  @ParameterizedTest
  @EnumSource(names = {"CUDA", "TENSORRT"})
  void onAGpuLeaveTheCoresToTheCodecs(Provider gpu) {
    PipelineOptions line = line(on(gpu), on(gpu));

    assertThat(line).isEqualTo(PipelineOptions.forAccelerator(CORES));
    assertThat(line.batch()).isEqualTo(8);
    assertThat(line.concurrency()).isEqualTo(2);
    assertThat(line.decoders()).isEqualTo(Math.max(1, CORES / 2));
  }

  @Test
  void ofWhichOneRunsOnTheProcessorLeaveItTheCores() {
    assertThat(line(on(Provider.TENSORRT), on(Provider.CPU)))
        .isEqualTo(line(on(Provider.CPU)))
        .isEqualTo(PipelineOptions.forCpu(CORES));
  }

  @ParameterizedTest
  @EnumSource(Provider.class)
  void thatAreRefinedHaveACoreForEachFrameWhereverTheNetworkRuns(Provider provider) {
    PipelineOptions line = line(refined(ClassMap.CAMVID, provider));

    assertThat(line.batch()).as("a batch would wait for its last frame").isEqualTo(1);
    assertThat(line.concurrency()).isEqualTo(Math.min(CORES, 4));
    assertThat(line.decoders()).isEqualTo(Math.max(1, CORES / 4));
  }

  @Test
  void callTheClassesOfRefinedMasksAsTheirModelDoes() {
    OpenModels models = models(on(Provider.CPU), refined(ClassMap.CITYSCAPES, Provider.CPU));

    String header = models.byCamera().of(new CameraId("camera1")).orElseThrow().id();

    assertThat(header).isEqualTo("city@0+crf");
    assertThat(models.classes().of(header)).isEqualTo(ClassMap.CITYSCAPES);
  }
}
