package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs each stage in its own process, as in production, connected only by Kafka. */
@DisplayName("The stages, each in its own process")
class StagesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path dir;

  @Test
  void aMaskOnTheTopicIsAPngThatOpensAndThePageCountsIt() throws Exception {
    Path kcat = Tool.required("kcat", "kcat");
    try (WeirProcess broker = WeirProcess.start("broker", "--port", "0")) {
      String bootstrap = broker.awaitLine("broker=(\\S+)", PATIENCE);
      try (WeirProcess segment = WeirProcess.start("segment", "--bootstrap", bootstrap);
          WeirProcess publish =
              WeirProcess.start("publish", "--bootstrap", bootstrap, "--port", "0");
          WeirProcess ingest =
              WeirProcess.start(
                  "ingest",
                  "--bootstrap",
                  bootstrap,
                  "--source",
                  "front=synthetic:street?seed=3&size=320x240&fps=5",
                  "--frames",
                  "12")) {
        String page = publish.awaitLine("dashboard=(http://\\S+)", PATIENCE);

        int exit = ingest.exitCode(PATIENCE);

        assertThat(exit).as(ingest.toString()).isZero();
        assertThat(ingest.out())
            .last()
            .asString()
            .isEqualTo("camera=front in=12 sent=12 dropped=0 dead=0");
        Awaitility.await("12 masks on the page")
            .atMost(PATIENCE)
            .until(() -> get(page + "api/cameras").contains("\"masks\":12"));
        File png = kcatLastValue(kcat, bootstrap);
        BufferedImage mask = ImageIO.read(png);
        assertThat(mask.getWidth()).isEqualTo(320);
        assertThat(mask.getHeight()).isEqualTo(240);
        assertThat(mask.getColorModel()).isInstanceOf(IndexColorModel.class);
      }
    }
  }

  /**
   * Runs {@code kcat -C -t weir.masks -o -1 -c 1 -e}, as in the README, and writes the output to a
   * file.
   */
  private File kcatLastValue(Path kcat, String bootstrap) throws IOException, InterruptedException {
    File png = dir.resolve("mask.png").toFile();
    Process process =
        new ProcessBuilder(
                kcat.toString(),
                "-b",
                bootstrap,
                "-C",
                "-t",
                "weir.masks",
                "-o",
                "-1",
                "-c",
                "1",
                "-e",
                "-q",
                "-D",
                "")
            .redirectOutput(png)
            .redirectError(dir.resolve("kcat.log").toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return png;
  }

  private static String get(String uri) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
