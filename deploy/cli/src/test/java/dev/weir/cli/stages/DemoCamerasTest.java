package dev.weir.cli.stages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.capture.Camera;
import dev.weir.capture.IngestOptions;
import dev.weir.capture.source.Rotation;
import dev.weir.capture.source.SourceException;
import dev.weir.frame.CameraId;
import dev.weir.mask.ClassMap;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Ground truth of a rendered drive")
class DemoCamerasTest {
  private static final CameraId FRONT = new CameraId("front");
  private static final List<Camera> CAMERAS =
      List.of(
          new Camera(FRONT, "synthetic:street?seed=7&size=64x48&fps=5"),
          new Camera(new CameraId("rear"), "clip.mp4"));

  @Test
  void scoresAModelOfItsOwnClassesAndNoOther() throws SourceException {
    IngestOptions all = IngestOptions.defaults();

    assertThat(DemoCameras.drives(CAMERAS, all, c -> ClassMap.CAMVID)).containsOnlyKeys(FRONT);
    assertThat(DemoCameras.drives(CAMERAS, all, c -> ClassMap.CITYSCAPES)).isEmpty();
    assertThat(DemoCameras.drives(CAMERAS, all.withMaxFps(2), c -> ClassMap.CAMVID))
        .as("frames are thinned out before they are numbered")
        .isEmpty();
    assertThat(DemoCameras.drives(turned(), all, c -> ClassMap.CAMVID))
        .as("a drive's truth is that of its frames as they are drawn")
        .isEmpty();
  }

  private static List<Camera> turned() {
    return CAMERAS.stream().map(c -> new Camera(c.id(), c.url(), Rotation.HALF_TURN)).toList();
  }
}
