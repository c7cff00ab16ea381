package dev.weir.cli.options;

import dev.weir.frame.CameraId;
import dev.weir.inference.CpuDemand;
import dev.weir.inference.Segmenter;
import dev.weir.inference.SegmenterOptions;
import dev.weir.inference.kinds.InferenceKind;
import dev.weir.mask.ClassMap;
import dev.weir.mask.ModelClasses;
import dev.weir.stream.rules.CameraRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Each camera's open model. A file that several cameras share is opened once. */
public final class OpenModels implements AutoCloseable {
  private final CameraRules<Segmenter> rules;

  OpenModels(CameraRules<Segmenter> rules) {
    this.rules = rules;
  }

  /**
   * Opens the models; several models share the cores.
   *
   * @throws IOException if one cannot be opened; all are closed then
   */
  static OpenModels open(
      CameraRules<String> names, ModelFiles files, SegmenterOptions options, InferenceKind kind)
      throws IOException {
    Map<String, Path> paths = new HashMap<>();
    for (String name : names.values()) {
      paths.put(name, files.resolve(name).toRealPath());
    }
    SegmenterOptions each = options.sharedBy((int) paths.values().stream().distinct().count());
    Map<Path, Segmenter> opened = new HashMap<>();
    try {
      for (Path path : paths.values()) {
        if (!opened.containsKey(path)) {
          opened.put(path, kind.open(path, each));
        }
      }
    } catch (IOException | RuntimeException e) {
      opened.values().forEach(Segmenter::close);
      throw e;
    }
    return new OpenModels(names.map(name -> Objects.requireNonNull(opened.get(paths.get(name)))));
  }

  /** Returns every open model once. */
  public List<Segmenter> all() {
    return rules.values();
  }

  /**
   * Returns a camera's model.
   *
   * @throws IllegalStateException if there is none
   */
  public Segmenter of(CameraId camera) {
    return rules
        .of(camera)
        .orElseThrow(() -> new IllegalStateException("no model for camera " + camera));
  }

  /** Returns each camera's model, for the segmenter stage. */
  public CameraRules<Segmenter> byCamera() {
    return rules;
  }

  /** Returns the highest CPU demand of all models. */
  public CpuDemand demand() {
    return all().stream().map(Segmenter::demand).min(Comparator.naturalOrder()).orElseThrow();
  }

  /** Returns the classes of each model's masks. */
  public ModelClasses classes() {
    Map<String, ClassMap> byModel = new LinkedHashMap<>();
    all().forEach(s -> byModel.put(s.model().id(), s.model().classes()));
    return ModelClasses.of(byModel);
  }

  @Override
  public void close() {
    all().forEach(Segmenter::close);
  }
}
