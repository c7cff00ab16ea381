package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * How long packages, files, classes and methods may be, in main sources and in tests. Read from the
 * sources.
 */
@DisplayName("The sizes")
class SizesTest {
  private static final Path ROOT = Path.of("..", "..");
  private static final int FILES_OF_A_PACKAGE = 25;
  private static final int LINES_OF_A_FILE = 300;
  private static final int LINES_OF_A_CLASS = 300;
  private static final int LINES_OF_A_METHOD = 60;

  private static List<Path> sources;

  @BeforeAll
  static void findSources() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      sources =
          files
              .filter(f -> f.toString().endsWith(".java"))
              .filter(f -> f.toString().contains("/src/") && !f.toString().contains("/target/"))
              .sorted()
              .toList();
    }
    assertThat(sources).hasSizeGreaterThan(500);
  }

  @Test
  void aPackageHoldsAtMost25FilesBesidesItsPackageInfo() {
    TreeMap<String, Long> full =
        sources.stream()
            .filter(f -> !f.endsWith("package-info.java"))
            .collect(
                Collectors.groupingBy(
                    f -> ROOT.relativize(f.getParent()).toString(),
                    TreeMap::new,
                    Collectors.counting()));
    full.values().removeIf(count -> count <= FILES_OF_A_PACKAGE);

    assertThat(full).isEmpty();
  }

  @Test
  void aPackageOfMainSourcesSaysWhatItIsFor() {
    assertThat(
            sources.stream()
                .map(Path::getParent)
                .filter(d -> d.toString().contains("/src/main/"))
                .distinct()
                .filter(d -> !Files.exists(d.resolve("package-info.java"))))
        .isEmpty();
  }

  @Test
  void noFileIsOver300LinesWithItsImports() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path source : sources) {
      int lines = Files.readAllLines(source).size();
      if (lines > LINES_OF_A_FILE) {
        tooLong.add(
            "%s has %d lines, expected at most %d"
                .formatted(ROOT.relativize(source), lines, LINES_OF_A_FILE));
      }
    }

    assertThat(tooLong).isEmpty();
  }

  @Test
  void noClassIsOver300LinesAndNoMethodOver60() throws IOException {
    List<String> tooLong = new ArrayList<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new Measure(unit, positions, tooLong).scan(unit, null);
      }
    }

    assertThat(tooLong).isEmpty();
  }

  /** Notes every class and method that is too long. */
  private static final class Measure extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> tooLong;

    Measure(CompilationUnitTree unit, SourcePositions positions, List<String> tooLong) {
      this.unit = unit;
      this.positions = positions;
      this.tooLong = tooLong;
    }

    @Override
    public Void visitClass(ClassTree type, Void unused) {
      note(type.getSimpleName().toString(), type, type, LINES_OF_A_CLASS);
      return super.visitClass(type, null);
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      // Without its annotations: the rows of a parameterized test are data.
      Tree first = method.getReturnType() == null ? method : method.getReturnType();
      note(method.getName().toString(), first, method, LINES_OF_A_METHOD);
      return super.visitMethod(method, null);
    }

    private void note(String name, Tree first, Tree tree, int most) {
      LineMap lines = unit.getLineMap();
      long end = positions.getEndPosition(unit, tree);
      if (end < 0) {
        return; // made by the compiler
      }
      long count =
          lines.getLineNumber(end)
              - lines.getLineNumber(positions.getStartPosition(unit, first))
              + 1;
      if (count > most) {
        tooLong.add(
            "%s: %s has %d lines, expected at most %d"
                .formatted(
                    ROOT.relativize(Path.of(unit.getSourceFile().getName())), name, count, most));
      }
    }
  }
}
