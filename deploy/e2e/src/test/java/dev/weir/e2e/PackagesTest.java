package dev.weir.e2e;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Which packages may use each other inside a module. {@link WallsTest} guards the modules. A change
 * here changes the design: give the reason in a decision record.
 */
@DisplayName("Package dependencies")
class PackagesTest {
  private static final String ROOT = "dev.weir.";

  /** The longest allowed chain of classes inside a package that use one another. */
  private static final int LONGEST_CHAIN = 8;

  /** Package to the packages of its own module that it may use. */
  private static final Map<String, Set<String>> MAY_USE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("frame", Set.of()),
              Map.entry("frame.counts", Set.of()),
              Map.entry("frame.kafka", Set.of("frame")),
              Map.entry("frame.text", Set.of()),
              Map.entry("image", Set.of()),
              Map.entry("street", Set.of("street.scene", "street.paint")),
              Map.entry("street.scene", Set.of("street.texture")),
              Map.entry("street.paint", Set.of("street.scene", "street.texture")),
              Map.entry("street.texture", Set.of()),
              Map.entry(
                  "capture",
                  Set.of(
                      "capture.source",
                      "capture.http",
                      "capture.container",
                      "capture.ffmpeg",
                      "capture.mjpeg")),
              Map.entry("capture.source", Set.of()),
              Map.entry("capture.http", Set.of("capture.source")),
              Map.entry("capture.container", Set.of("capture.http")),
              Map.entry(
                  "capture.ffmpeg", Set.of("capture.source", "capture.http", "capture.container")),
              Map.entry(
                  "capture.mjpeg", Set.of("capture.source", "capture.http", "capture.ffmpeg")),
              Map.entry("mask", Set.of()),
              Map.entry("mask.score", Set.of()),
              Map.entry("zoo", Set.of()),
              Map.entry("zoo.blocks", Set.of("zoo")),
              Map.entry("zoo.networks", Set.of("zoo", "zoo.blocks")),
              Map.entry("zoo.cost", Set.of("zoo", "zoo.networks")),
              Map.entry("zoo.weights", Set.of("zoo")),
              Map.entry("zoo.onnx", Set.of("zoo", "zoo.weights")),
              Map.entry("zoo.model", Set.of("zoo", "zoo.weights", "zoo.onnx", "zoo.cost")),
              Map.entry("zoo.quantize", Set.of("zoo", "zoo.weights", "zoo.onnx", "zoo.model")),
              Map.entry("inference", Set.of()),
              Map.entry("inference.natives", Set.of()),
              Map.entry("inference.timing", Set.of()),
              Map.entry("inference.onnxruntime", Set.of("inference", "inference.natives")),
              Map.entry(
                  "inference.crf",
                  Set.of("inference", "inference.natives", "inference.onnxruntime")),
              Map.entry(
                  "inference.proposals",
                  Set.of("inference", "inference.natives", "inference.onnxruntime")),
              Map.entry(
                  "inference.kinds",
                  Set.of(
                      "inference",
                      "inference.onnxruntime",
                      "inference.crf",
                      "inference.proposals")),
              Map.entry("inference.tools", Set.of("inference", "inference.onnxruntime")),
              Map.entry("training.data", Set.of()),
              Map.entry("training.layout", Set.of("training.data")),
              Map.entry("training.augment", Set.of("training.data")),
              Map.entry("training.loss", Set.of("training.data")),
              Map.entry("training.torch", Set.of("training.augment")),
              Map.entry("training.prune", Set.of()),
              Map.entry("training.evaluation", Set.of("training.data")),
              Map.entry(
                  "training.recipe", Set.of("training.augment", "training.loss", "training.torch")),
              Map.entry(
                  "training.run",
                  Set.of(
                      "training.recipe",
                      "training.data",
                      "training.layout",
                      "training.augment",
                      "training.loss",
                      "training.torch",
                      "training.evaluation")),
              Map.entry(
                  "training.compare",
                  Set.of(
                      "training.run", "training.recipe", "training.data", "training.evaluation")),
              Map.entry("stream.rules", Set.of()),
              Map.entry("stream.options", Set.of("stream.rules")),
              Map.entry("stream.pipeline", Set.of("stream.options", "stream.rules")),
              Map.entry("stream", Set.of("stream.options", "stream.pipeline", "stream.rules")),
              Map.entry("pairing.join", Set.of()),
              Map.entry("pairing.accounting", Set.of("pairing.join")),
              Map.entry("pairing.output", Set.of("pairing.join", "pairing.accounting")),
              Map.entry("pairing", Set.of("pairing.join", "pairing.accounting", "pairing.output")),
              Map.entry("dashboard", Set.of()),
              Map.entry("broker", Set.of()),
              Map.entry("bench", Set.of()),
              Map.entry("cli.shell", Set.of()),
              Map.entry("cli.options", Set.of("cli.shell")),
              Map.entry("cli.train", Set.of("cli.options", "cli.shell")),
              Map.entry("cli.models", Set.of("cli.train", "cli.options", "cli.shell")),
              Map.entry("cli.stages", Set.of("cli.models", "cli.options", "cli.shell")),
              Map.entry("cli.bench", Set.of("cli.options", "cli.shell")),
              Map.entry(
                  "cli",
                  Set.of("cli.shell", "cli.stages", "cli.models", "cli.train", "cli.bench"))));

  /** Packages that only their own module may use. */
  private static final Set<String> CLOSED =
      new TreeSet<>(
          Set.of(
              "street.scene",
              "street.paint",
              "street.texture",
              "capture.container",
              "capture.mjpeg",
              "zoo.blocks",
              "inference.crf"));

  private static JavaClasses weir;

  @BeforeAll
  static void readClasses() {
    weir =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("package-info"))
            .importPackages("dev.weir");
    assertThat(weir).hasSizeGreaterThan(50);
  }

  @Test
  void everyPackageHasItsLine() {
    Set<String> found =
        weir.stream()
            .map(c -> c.getPackageName().substring(ROOT.length()))
            .collect(Collectors.toSet());

    assertThat(MAY_USE.keySet()).containsExactlyInAnyOrderElementsOf(found);
  }

  @TestFactory
  Stream<DynamicTest> insideAModuleArrowsPointOneWay() {
    return MAY_USE.entrySet().stream()
        .map(
            e -> {
              String module = e.getKey().split("\\.", 2)[0];
              String[] refused =
                  MAY_USE.keySet().stream()
                      .filter(p -> p.split("\\.", 2)[0].equals(module))
                      .filter(p -> !p.equals(e.getKey()) && !e.getValue().contains(p))
                      .map(ROOT::concat)
                      .toArray(String[]::new);
              return DynamicTest.dynamicTest(
                  e.getKey() + " uses " + new TreeSet<>(e.getValue()),
                  () ->
                      noClasses()
                          .that()
                          .resideInAPackage(ROOT + e.getKey())
                          .should()
                          .dependOnClassesThat(resideInAnyPackage(refused))
                          .check(weir));
            });
  }

  @TestFactory
  Stream<DynamicTest> aClosedPackageIsEnteredByItsModuleAlone() {
    return CLOSED.stream()
        .map(
            p ->
                DynamicTest.dynamicTest(
                    p,
                    () ->
                        noClasses()
                            .that()
                            .resideOutsideOfPackage(ROOT + p.split("\\.", 2)[0] + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(ROOT + p)
                            .check(weir)));
  }

  @Test
  void noPackagesFormACycle() {
    slices().matching("dev.weir.(**)").should().beFreeOfCycles().check(weir);
  }

  /** Prints the longest chain of classes that use one another, for each package. */
  @Test
  void noChainInsideAPackageIsLong() {
    Map<String, List<String>> chains = new TreeMap<>();
    weir.stream()
        .filter(c -> !c.getName().contains("$"))
        .collect(Collectors.groupingBy(JavaClass::getPackageName))
        .forEach((name, classes) -> chains.put(name, new Chains(classes).longest()));

    chains.forEach((p, c) -> System.out.printf("%2d %s: %s%n", c.size(), p, String.join(" > ", c)));
    assertThat(chains.values())
        .allSatisfy(c -> assertThat(c).hasSizeLessThanOrEqualTo(LONGEST_CHAIN));
  }

  /** Which classes of a package use which; nested classes count as part of the outer class. */
  private static final class Chains {
    private final Map<String, Set<String>> uses = new TreeMap<>();
    private final Deque<String> way = new ArrayDeque<>();

    Chains(List<JavaClass> classes) {
      Set<String> names = classes.stream().map(JavaClass::getName).collect(Collectors.toSet());
      for (String name : names) {
        uses.put(name, new TreeSet<>());
      }
      for (JavaClass c : weir) {
        String from = outermost(c);
        if (names.contains(from)) {
          for (Dependency d : c.getDirectDependenciesFromSelf()) {
            String to = outermost(d.getTargetClass());
            if (names.contains(to) && !to.equals(from)) {
              uses.get(from).add(to);
            }
          }
        }
      }
    }

    private static String outermost(JavaClass c) {
      return c.getName().split("\\$", 2)[0].replace("[]", "");
    }

    List<String> longest() {
      return uses.keySet().stream()
          .map(this::from)
          .max(Comparator.comparingInt(List::size))
          .map(c -> c.stream().map(n -> n.substring(n.lastIndexOf('.') + 1)).toList())
          .orElseThrow();
    }

    /** Returns the longest chain from a class that contains no class twice. */
    private List<String> from(String name) {
      way.push(name);
      List<String> best = List.of();
      for (String next : uses.getOrDefault(name, Set.of())) {
        if (!way.contains(next)) {
          List<String> chain = from(next);
          best = chain.size() > best.size() ? chain : best;
        }
      }
      way.pop();
      List<String> chain = new ArrayList<>(List.of(name));
      chain.addAll(best);
      return chain;
    }
  }
}
