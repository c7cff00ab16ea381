package dev.weir.cli.bench;

import dev.weir.bench.BenchReport;
import dev.weir.capture.source.FrameSize;
import dev.weir.cli.options.RoundOptions;
import dev.weir.cli.shell.Settings;
import dev.weir.image.FrameDecoder;
import dev.weir.image.JpegEncoder;
import dev.weir.image.Pixels;
import dev.weir.inference.timing.InterleavedTiming;
import dev.weir.mask.ClassMap;
import dev.weir.mask.MaskPng;
import dev.weir.mask.MaskPngEncoder;
import dev.weir.street.StreetDrive;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir bench codec}: the cost of a frame's JPEG and a mask's PNG. */
@Command(
    name = "codec",
    description = {
      "Measure the CPU time of coding a frame as JPEG and a mask as PNG.",
      "Shows milliseconds of one core by size, compared with Java's own JPEG encoder. The codecs",
      "take turns."
    },
    footer = {"", "Example:", "  weir bench codec --size 640x480,1920x1080"})
final class BenchCodecCommand implements Callable<Integer> {
  private static final long SEED = 7;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private RoundOptions rounds = new RoundOptions();

  @Option(
      names = "--size",
      paramLabel = "WxH",
      split = Settings.BETWEEN_OR_COMMA,
      splitSynopsisLabel = ",",
      defaultValue = "640x480,1280x720,2048x1024",
      description = "Sizes of frames (default: ${DEFAULT-VALUE}).")
  private List<String> sizes = List.of();

  @Option(
      names = "--jpeg-quality",
      paramLabel = "1-100",
      defaultValue = "90",
      description = "JPEG quality; Java's encoder uses its own (default: ${DEFAULT-VALUE}).")
  private int quality = JpegEncoder.DEFAULT_QUALITY;

  /** One codec operation on one picture. */
  private interface Work {
    void once() throws IOException;
  }

  @Override
  public Integer call() throws IOException {
    BenchReport report = new BenchReport();
    Map<String, Object> row = new LinkedHashMap<>();
    for (String text : sizes) {
      row = measured(FrameSize.parse(text));
      report.row(row);
    }
    report.result("size", sizes.get(sizes.size() - 1));
    row.forEach(
        (key, value) -> {
          if (key.endsWith("_ms")) {
            report.result(key, value);
          }
        });
    report.result("ratio", millis(row, "java_ms") / millis(row, "jpeg_ms"));
    report.print(spec.commandLine().getOut(), rounds.json());
    return 0;
  }

  private static double millis(Map<String, Object> row, String key) {
    return row.get(key) instanceof Double value ? value : Double.NaN;
  }

  private Map<String, Object> measured(FrameSize size) throws IOException {
    byte[] bgr = new byte[size.width() * size.height() * 3];
    byte[] classes = new byte[size.width() * size.height()];
    new StreetDrive(SEED, size.width(), size.height()).render(1, bgr, classes);
    Pixels pixels = Pixels.allocate(size.width(), size.height());
    pixels.bgr().put(0, bgr);
    BufferedImage image =
        new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_3BYTE_BGR);
    image.getRaster().setDataElements(0, 0, size.width(), size.height(), rgb(bgr));

    JpegEncoder jpegs = new JpegEncoder(quality);
    FrameDecoder decoder = new FrameDecoder();
    Pixels decoded = Pixels.allocate(size.width(), size.height());
    byte[] jpeg = jpegs.encode(pixels);
    ByteBuffer mask = ByteBuffer.wrap(classes);
    try (MaskPngEncoder pngs = new MaskPngEncoder(ClassMap.CAMVID)) {
      byte[] png = pngs.encode(mask, 0, size.width(), size.height());
      Map<String, Work> works = new LinkedHashMap<>();
      works.put("jpeg_ms", () -> jpegs.encode(pixels));
      works.put("unjpeg_ms", () -> decoder.decode(jpeg, decoded));
      works.put("png_ms", () -> pngs.encode(mask, 0, size.width(), size.height()));
      works.put("unpng_ms", () -> MaskPng.decode(png, size.width(), size.height()));
      works.put("java_ms", () -> ImageIO.write(image, "jpg", new ByteArrayOutputStream()));

      Map<String, Object> row = new LinkedHashMap<>();
      row.put("size", size);
      row.putAll(inTurns(works));
      row.put("jpeg_kb", jpeg.length / 1024);
      row.put("png_kb", png.length / 1024);
      return row;
    }
  }

  /** Converts to the RGB order that Java expects. */
  private static byte[] rgb(byte[] bgr) {
    byte[] rgb = bgr.clone();
    for (int i = 0; i < rgb.length; i += 3) {
      rgb[i] = bgr[i + 2];
      rgb[i + 2] = bgr[i];
    }
    return rgb;
  }

  /**
   * Returns, for each operation, the median of the rounds' means. Rounds share the time equally.
   */
  private Map<String, Double> inTurns(Map<String, Work> works) throws IOException {
    Duration share = rounds.length().dividedBy((long) works.size() * rounds.count());
    for (Work work : works.values()) {
      millis(work, share); // warm-up: compilation and memory
    }
    List<InterleavedTiming.Round<IOException>> all = new ArrayList<>();
    works.values().forEach(work -> all.add(() -> millis(work, share)));
    double[] found = InterleavedTiming.medians(all, rounds.count());
    Map<String, Double> medians = new LinkedHashMap<>();
    works.keySet().forEach(name -> medians.put(name, found[medians.size()]));
    return medians;
  }

  private static double millis(Work work, Duration length) throws IOException {
    long start = System.nanoTime();
    long count = 0;
    do {
      work.once();
      count++;
    } while (System.nanoTime() - start < length.toNanos());
    return (System.nanoTime() - start) / 1e6 / count;
  }
}
