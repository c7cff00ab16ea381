package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.frame.kafka.DeadLetterTopic;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.mask.MaskTopic;
import dev.weir.pairing.output.OverlayTopic;
import dev.weir.pairing.output.StatsTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Code names in the docs: classes, packages, files, topics and headers exist as written. */
@DisplayName("Code names in the docs")
class DocsNamesTest {
  /** Classes of other projects that the docs mention. */
  private static final Set<String> OF_OTHERS =
      Set.of(
          "CachedStateStore",
          "Canny",
          "Error",
          "FFmpegFrameFilter",
          "FFmpegFrameGrabber",
          "FFmpegFrameRecorder",
          "Forwarded",
          "Host",
          "KafkaClientSupplier",
          "Origin",
          "ProcessorContext",
          "StateStore",
          "StreamTask",
          "Thumbs");

  private static final Set<String> TOPICS =
      Set.of(
          FrameTopic.NAME,
          MaskTopic.NAME,
          OverlayTopic.NAME,
          StatsTopic.NAME,
          DeadLetterTopic.NAME);
  private static final Set<String> CLOUD_EVENTS =
      Set.of("id", "source", "specversion", "time", "type");

  private static final Pattern CLASS = Pattern.compile("[A-Z]\\w*[a-z]\\w*");
  private static final Pattern MEMBER =
      Pattern.compile("([A-Z]\\w*[a-z]\\w*)\\.[a-z]\\w*(\\(\\))?");
  private static final Pattern IN_THE_REPOSITORY =
      Pattern.compile("(ingest|segmenter|publisher|deploy)/[\\w./-]+");
  private static final Pattern OURS = Pattern.compile("dev\\.weir(\\.[a-z0-9]+)*");
  private static final Pattern TOPIC = Pattern.compile("weir\\.[a-z]+");
  private static final Pattern HEADER = Pattern.compile("(ce|weir)_[a-z]+");

  /** In a diagram: a package and the classes listed after it. */
  private static final Pattern PLACE =
      Pattern.compile(
          "(?<![\\w.])(?!the )([a-z]+(?:\\.[a-z]+)*)(?: {1,12}|: )"
              + "([A-Z]\\w*[a-z]\\w*(?:(?:, | ─▶ )[A-Z]\\w*[a-z]\\w*)*)(?= |,|$)",
          Pattern.MULTILINE);

  private static List<Path> sources;
  private static Set<String> classes;
  private static String mainCode;

  @BeforeAll
  static void readSources() throws IOException {
    try (Stream<Path> files = Files.walk(Markdown.ROOT)) {
      sources =
          files
              .filter(f -> f.toString().endsWith(".java") && !f.toString().contains("/target/"))
              .toList();
    }
    classes =
        sources.stream()
            .map(f -> f.getFileName().toString().replace(".java", ""))
            .collect(Collectors.toSet());
    StringBuilder code = new StringBuilder();
    for (Path source : sources) {
      if (source.toString().contains("/src/main/")) {
        code.append(Files.readString(source));
      }
    }
    mainCode = code.toString();
    assertThat(classes).hasSizeGreaterThan(300);
  }

  static List<Markdown> pages() throws IOException {
    return Markdown.pages();
  }

  private static List<String> missing(
      Collection<String> spans, Pattern form, Predicate<String> exists) {
    return spans.stream().filter(form.asMatchPredicate()).filter(exists.negate()).toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyClassExists(Markdown page) {
    List<String> named = new ArrayList<>(page.spans());
    named.replaceAll(span -> MEMBER.matcher(span).replaceFirst("$1"));

    assertThat(missing(named, CLASS, name -> classes.contains(name) || OF_OTHERS.contains(name)))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyFileAndFolderOfTheRepositoryExists(Markdown page) {
    assertThat(
            missing(
                page.spans(), IN_THE_REPOSITORY, name -> Files.exists(Markdown.ROOT.resolve(name))))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyPackageAndMessageTypeExists(Markdown page) {
    assertThat(
            missing(
                page.spans(), OURS, name -> isPackage(name) || mainCode.contains('"' + name + '"')))
        .isEmpty();
  }

  private static boolean isPackage(String name) {
    String folder = "/java/" + name.replace('.', '/') + "/";
    return sources.stream().anyMatch(f -> f.toString().contains(folder));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyTopicAndHeaderExists(Markdown page) {
    assertThat(missing(page.spans(), TOPIC, TOPICS::contains)).isEmpty();
    assertThat(missing(page.spans(), HEADER, DocsNamesTest::isHeader)).isEmpty();
  }

  private static boolean isHeader(String name) {
    String extension = name.replaceFirst("^ce_", "");
    return CLOUD_EVENTS.contains(extension) || mainCode.contains('"' + extension + '"');
  }

  @Test
  void theDrawingsOfTheArchitectureNameClassesInTheirPackages() throws IOException {
    // Given
    Markdown page = Markdown.read(Markdown.ROOT.resolve("deploy/docs/architecture.md"));

    // When
    List<String> places = new ArrayList<>();
    for (String block : page.blocks("")) {
      Matcher m = PLACE.matcher(block);
      while (m.find()) {
        for (String name : m.group(2).split(", | ─▶ ", -1)) {
          places.add("dev/weir/" + m.group(1).replace('.', '/') + "/" + name + ".java");
        }
      }
    }

    // Then
    assertThat(places).hasSizeGreaterThan(40);
    assertThat(places)
        .allSatisfy(place -> assertThat(sources).anyMatch(file -> file.toString().endsWith(place)));
  }
}
