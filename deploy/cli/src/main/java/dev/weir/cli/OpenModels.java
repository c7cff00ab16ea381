package dev.weir.cli;

import dev.weir.frame.CameraId;
import dev.weir.inference.Inference;
import dev.weir.inference.InferenceKind;
import dev.weir.inference.Load;
import dev.weir.inference.SegmenterOptions;
import dev.weir.mask.ClassMap;
import dev.weir.mask.ModelClasses;
import dev.weir.stream.CameraRules;
import dev.weir.stream.ModelEngine;
import dev.weir.stream.SegmentationEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Each camera's model, at work. A file that several cameras share is opened once. */
final class OpenModels implements AutoCloseable {
  private final CameraRules<Inference> rules;

  OpenModels(CameraRules<Inference> rules) {
    this.rules = rules;
  }

  /**
   * Opens them; several divide the cores.
   *
   * @throws IOException if one cannot be opened; none stays open then
   */
  static OpenModels open(
      CameraRules<String> names, ModelFiles files, SegmenterOptions options, InferenceKind kind)
      throws IOException {
    Map<String, Path> paths = new HashMap<>();
    for (String name : names.values()) {
      paths.put(name, files.resolve(name).toRealPath());
    }
    SegmenterOptions each = options.sharedBy((int) paths.values().stream().distinct().count());
    Map<Path, Inference> opened = new HashMap<>();
    try {
      for (Path path : paths.values()) {
        if (!opened.containsKey(path)) {
          opened.put(path, kind.open(path, each));
        }
      }
    } catch (IOException | RuntimeException e) {
      opened.values().forEach(Inference::close);
      throw e;
    }
    return new OpenModels(names.map(name -> Objects.requireNonNull(opened.get(paths.get(name)))));
  }

  /** Each once. */
  List<Inference> all() {
    return rules.values();
  }

  /**
   * A camera's own.
   *
   * @throws IllegalStateException if there is none
   */
  Inference of(CameraId camera) {
    return rules
        .of(camera)
        .orElseThrow(() -> new IllegalStateException("no model for camera " + camera));
  }

  /** For the stage that runs them. */
  CameraRules<SegmentationEngine> engines() {
    return rules.map(ModelEngine::new);
  }

  /** The heaviest of theirs: one that needs the cores needs them as if all did. */
  Load load() {
    return all().stream().map(Inference::load).min(Comparator.naturalOrder()).orElseThrow();
  }

  /** What the classes in each one's masks are. */
  ModelClasses classes() {
    Map<String, ClassMap> byModel = new LinkedHashMap<>();
    all().forEach(s -> byModel.put(s.model().id(), s.model().classes()));
    return ModelClasses.of(byModel);
  }

  @Override
  public void close() {
    all().forEach(Inference::close);
  }
}
