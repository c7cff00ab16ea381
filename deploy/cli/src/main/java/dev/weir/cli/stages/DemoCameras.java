package dev.weir.cli.stages;

import dev.weir.capture.Camera;
import dev.weir.capture.IngestOptions;
import dev.weir.capture.source.FrameSize;
import dev.weir.capture.source.SourceException;
import dev.weir.capture.source.StreetUrl;
import dev.weir.cli.options.CameraSetup;
import dev.weir.frame.CameraId;
import dev.weir.mask.ClassMap;
import dev.weir.stream.rules.CameraPattern;
import dev.weir.stream.rules.CameraRules;
import dev.weir.stream.rules.FreshnessPolicy;
import dev.weir.stream.rules.FreshnessRules;
import dev.weir.street.StreetDrive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the demo knows about its cameras: which have ground truth, and how fresh frames must be. */
final class DemoCameras {
  private static final Duration FRESH = Duration.ofMillis(300);

  private DemoCameras() {}

  /**
   * Returns the drives that can be scored against ground truth. Frames must not be dropped by rate,
   * since truth is found by sequence number. The drive must be upright, and its camera's model must
   * have CamVid's classes.
   */
  static Map<CameraId, GroundTruthScorer.Drive> drives(
      List<Camera> cameras, IngestOptions options, Function<CameraId, ClassMap> classes)
      throws SourceException {
    Map<CameraId, GroundTruthScorer.Drive> drives = new HashMap<>();
    for (Camera camera : cameras) {
      if (CameraSetup.rendered(camera)
          && options.maxFps() == 0
          && camera.rotation().keepsUpright()
          && classes.apply(camera.id()).equals(ClassMap.CAMVID)) {
        StreetUrl url = StreetUrl.parse(camera.url());
        FrameSize wanted = options.source().size();
        FrameSize size = wanted == null ? url.size() : wanted;
        drives.put(
            camera.id(),
            new GroundTruthScorer.Drive(
                new StreetDrive(url.seed(), size.width(), size.height()), url.fps()));
      }
    }
    return drives;
  }

  /**
   * Returns the freshness rules. On the page the newest frame matters: late frames are dropped and
   * counted. Files lose no frames.
   */
  static FreshnessRules freshness(List<Camera> cameras) {
    List<CameraRules.Rule<FreshnessPolicy>> rules = new ArrayList<>();
    for (Camera camera : cameras) {
      CameraPattern its = new CameraPattern(camera.id().value());
      if (camera.url().matches("(?i)https?:.*")) {
        // HLS with dates carries capture times, which are long past by design.
        rules.add(new CameraRules.Rule<>(its, FreshnessPolicy.LATEST));
      } else if (CameraSetup.rendered(camera) || camera.url().matches("(?i)(rtsps?|v4l2):.*")) {
        rules.add(new CameraRules.Rule<>(its, FreshnessPolicy.maxAge(FRESH)));
      }
    }
    return new FreshnessRules(new CameraRules<>(rules, Optional.of(FreshnessPolicy.LOSSLESS)));
  }
}
