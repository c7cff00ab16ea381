package dev.weir.e2e;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Which modules may use each other. A change here changes the design: give the reason in a decision
 * record.
 */
@DisplayName("Module boundaries")
class WallsTest {
  /** Package to the Weir packages that it may use. Stages use only each other's contracts. */
  private static final Map<String, Set<String>> MAY_SEE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("frame", Set.of()),
              Map.entry("image", Set.of("frame")),
              Map.entry("street", Set.of()),
              Map.entry("capture", Set.of("frame", "image", "street")),
              Map.entry("mask", Set.of("frame")),
              // Of the frame contract, the zoo needs only what files and texts of all modules
              // share.
              Map.entry("zoo", Set.of("frame")),
              Map.entry("inference", Set.of("mask", "zoo")),
              Map.entry("training", Set.of("frame", "image", "street", "mask", "zoo", "inference")),
              Map.entry("stream", Set.of("frame", "image", "mask", "inference")),
              Map.entry("pairing", Set.of("frame", "image", "mask")),
              Map.entry("dashboard", Set.of("frame", "mask", "pairing")),
              Map.entry("broker", Set.of("frame")),
              Map.entry(
                  "bench",
                  Set.of(
                      "frame",
                      "image",
                      "street",
                      "capture",
                      "mask",
                      "zoo",
                      "inference",
                      "stream",
                      "broker"))));

  /** A library to the only packages that may use it. */
  private static final Map<String, Set<String>> USED_ONLY_BY =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("ai.onnxruntime..", Set.of("inference")),
              Map.entry("ai.onnx.proto..", Set.of("zoo")),
              Map.entry("org.bytedeco.ffmpeg..", Set.of("capture")),
              Map.entry("org.bytedeco.javacv..", Set.of("capture")),
              Map.entry("org.apache.hc..", Set.of("capture")),
              // The benchmark compares OpenCV's and DJL's network runtimes with Weir's.
              Map.entry("org.bytedeco.opencv..", Set.of("image", "capture", "inference", "bench")),
              Map.entry("ai.djl..", Set.of("bench")),
              Map.entry("org.apache.kafka.streams..", Set.of("stream")),
              Map.entry("kafka..", Set.of("broker")),
              Map.entry("io.javalin..", Set.of("dashboard")),
              Map.entry("org.bytedeco.pytorch..", Set.of("training")),
              Map.entry("org.knowm.xchart..", Set.of("training", "bench")),
              Map.entry("picocli..", Set.of("cli")),
              Map.entry("org.apache.commons.text..", Set.of("frame"))));

  private static JavaClasses weir;

  @BeforeAll
  static void readClasses() {
    weir =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.weir");
    assertThat(weir).hasSizeGreaterThan(50);
  }

  @TestFactory
  Stream<DynamicTest> aStageSeesContractsOnly() {
    return MAY_SEE.entrySet().stream()
        .map(
            e -> {
              String[] allowed =
                  Stream.concat(Stream.of(e.getKey()), e.getValue().stream())
                      .map(p -> "dev.weir." + p + "..")
                      .toArray(String[]::new);
              return DynamicTest.dynamicTest(
                  e.getKey() + " sees " + e.getValue(),
                  () ->
                      noClasses()
                          .that()
                          .resideInAPackage("dev.weir." + e.getKey() + "..")
                          .should()
                          .dependOnClassesThat(
                              resideInAPackage("dev.weir..").and(not(resideInAnyPackage(allowed))))
                          .check(weir));
            });
  }

  @TestFactory
  Stream<DynamicTest> aLibraryHasOneUser() {
    return USED_ONLY_BY.entrySet().stream()
        .map(
            e -> {
              String[] users =
                  e.getValue().stream().map(p -> "dev.weir." + p + "..").toArray(String[]::new);
              return DynamicTest.dynamicTest(
                  e.getKey() + " is used by " + e.getValue(),
                  () ->
                      noClasses()
                          .that()
                          .resideOutsideOfPackages(users)
                          .should()
                          .dependOnClassesThat()
                          .resideInAPackage(e.getKey())
                          .check(weir));
            });
  }

  @Test
  void theZooSeesNeitherKafkaNorNativeCode() {
    noClasses()
        .that()
        .resideInAPackage("dev.weir.zoo..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.kafka..", "dev.weir.frame.kafka..", "org.bytedeco..", "ai.onnxruntime..")
        .check(weir);
  }

  @Test
  void thereAreNoCircles() {
    slices().matching("dev.weir.(*)..").should().beFreeOfCycles().check(weir);
  }

  @Test
  void recordsWalkOneWayThroughThePublisher() {
    noClasses()
        .that()
        .implement("dev.weir.pairing.join.JoinListener")
        .or()
        .haveFullyQualifiedName("dev.weir.pairing.PairHandler")
        .or()
        .haveFullyQualifiedName("dev.weir.pairing.PairPublisher")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("dev\\.weir\\.pairing\\.(PairingLoop|PartitionPairing|join\\.MergeJoin)")
        .because("a result of the join is passed to the handler and never back to its source")
        .check(weir);
  }

  @Test
  void nobodyWritesToStandardOutputButTheCommand() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.weir.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(weir);
  }

  @Test
  void everyPackageHasItsLine() {
    Set<String> known = Set.copyOf(MAY_SEE.keySet());
    List<String> found =
        weir.stream()
            .map(c -> c.getPackageName().replaceFirst("^dev\\.weir\\.", "").split("\\.", -1)[0])
            .distinct()
            .filter(p -> !p.equals("cli"))
            .toList();

    assertThat(known).containsExactlyInAnyOrderElementsOf(found);
  }
}
