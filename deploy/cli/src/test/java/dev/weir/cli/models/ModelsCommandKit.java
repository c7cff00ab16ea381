package dev.weir.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Weir;
import dev.weir.mask.ClassMap;
import dev.weir.zoo.InputSize;
import dev.weir.zoo.model.DeployedModel;
import dev.weir.zoo.model.ModelMetadata;
import dev.weir.zoo.model.Normalization;
import dev.weir.zoo.networks.Segnet;
import dev.weir.zoo.weights.RandomWeights;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code weir models} on installed models. */
abstract class ModelsCommandKit {
  private static final String INSTALLED = "weir.models";

  @TempDir Path directory;
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();

  @BeforeEach
  void installTheShippedModels() {
    System.setProperty(INSTALLED, "../../segmenter/models");
  }

  /** Makes the test's own folder the one of the installed models. */
  final void installOwnFolder() {
    System.setProperty(INSTALLED, directory.toString());
  }

  @AfterEach
  void uninstallModels() {
    System.clearProperty(INSTALLED);
  }

  final int weir(String... args) {
    return Weir.run(args, Map.of(), new PrintWriter(out), new PrintWriter(err));
  }

  /** The only line of the output that begins with a text. */
  final String line(String start) {
    List<String> lines = out.toString().lines().filter(l -> l.startsWith(start)).toList();
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }

  /** A small SegNet of random weights, in the test's folder. */
  final Path segnet(String name, ClassMap classes) throws IOException {
    Path file = directory.resolve(name);
    ModelMetadata metadata =
        new ModelMetadata(
            "segnet",
            0.1,
            classes.classes().stream().map(ClassMap.Entry::name).toList(),
            classes.classes().stream().map(ClassMap.Entry::rgb).toList(),
            Normalization.gray(0.42f, 0.28f),
            new InputSize(96, 64),
            Map.of());
    DeployedModel.of(new Segnet(classes.size(), 0.1), new RandomWeights(1), metadata).write(file);
    return file;
  }
}
