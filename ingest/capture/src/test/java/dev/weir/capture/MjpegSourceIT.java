package dev.weir.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MjpegSourceIT extends FrameSourceKit {
  private static MjpegServer server;

  @BeforeAll
  static void startACamera() throws IOException {
    server = new MjpegServer(Integer.MAX_VALUE, true);
  }

  @AfterAll
  static void stopTheCamera() throws IOException {
    server.close();
  }

  @Override
  String url() {
    return server.url();
  }

  @Override
  int pictures() {
    return -1;
  }

  @Override
  boolean live() {
    return true;
  }

  @Test
  void partsWithoutALengthAreReadToTheirBoundary() throws Exception {
    try (MjpegServer old = new MjpegServer(Integer.MAX_VALUE, false);
        FrameSource source = new FrameSources().open(old.url(), SourceOptions.DEFAULTS)) {
      for (int i = 0; i < 5; i++) {
        Shot shot = source.next();
        assertThat(shot).isInstanceOf(Shot.Jpeg.class);
        byte[] data = ((Shot.Jpeg) shot).data();
        assertThat(data[data.length - 1]).isEqualTo((byte) 0xD9);
      }
    }
  }
}
