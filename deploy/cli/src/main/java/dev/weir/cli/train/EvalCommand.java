package dev.weir.cli.train;

import dev.weir.cli.options.InferenceOptions;
import dev.weir.cli.options.ModelOptions;
import dev.weir.cli.shell.OutputFiles;
import dev.weir.cli.shell.UsageException;
import dev.weir.inference.ModelException;
import dev.weir.inference.Segmenter;
import dev.weir.mask.ClassMap;
import dev.weir.training.data.DataException;
import dev.weir.training.evaluation.BoundaryScore;
import dev.weir.training.evaluation.ConfusionPicture;
import dev.weir.training.evaluation.Evaluation;
import dev.weir.training.evaluation.Evaluator;
import dev.weir.training.layout.DataSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir eval}: measures a model's accuracy. */
@Command(
    name = "eval",
    description = "Score a model on labeled pictures, with the same inference as for live frames.",
    footer = {
      "",
      "Data is camvid=DIR, cityscapes=DIR, folder=DIR or synthetic:street. Options follow a ? and are",
      "joined by &; quote them, because shells interpret both. Folders take split=, sequence=,",
      "classes=FILE and map=FILE; rendered drives take seeds=, size= and count=. Without seeds=, the",
      "seeds are 1-999, which no run trains on by default.",
      "",
      "Examples:",
      "  weir eval --model icnet-camvid --data camvid=CamVid --split val --json score.json",
      "  weir eval --inference crf --boundary --data camvid=CamVid",
      "  weir eval --data 'cityscapes=Cityscapes?map=cityscapes-to-camvid'"
    })
public final class EvalCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ModelOptions model = new ModelOptions();
  @Mixin private InferenceOptions inference = new InferenceOptions();

  @Option(names = "--data", paramLabel = "DATA", required = true, description = "Data to score on.")
  private String data = "";

  @Option(
      names = "--split",
      paramLabel = "NAME",
      description = "The split of a folder to score on (default: val).")
  private @Nullable String split;

  @Option(
      names = "--boundary",
      description = {
        "Also score boundaries: boundary IoU (Cheng et al. 2021), the IoU of the pixels within",
        "2 %% of the picture's diagonal from a contour."
      })
  private boolean boundary;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the scores as JSON.")
  private @Nullable Path json;

  @Option(
      names = "--confusion",
      paramLabel = "FILE",
      description = "Draw the confusion matrix as PNG.")
  private @Nullable Path confusion;

  @Override
  public Integer call() throws IOException {
    OutputFiles.expect("--json", json);
    OutputFiles.expect("--confusion", confusion);
    Evaluation evaluation;
    try {
      DataSpec what = data();
      try (Segmenter asked = model.open(inference.kind())) {
        evaluation = score(asked, what);
      }
    } catch (DataException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(evaluation.table());
    if (json != null) {
      evaluation.write(json);
    }
    if (confusion != null) {
      ConfusionPicture.write(evaluation, confusion);
    }
    out.println(evaluation.line());
    return 0;
  }

  private DataSpec data() {
    DataSpec what = DataSpec.parse(data);
    if (split != null && !what.hasSplits()) {
      throw new UsageException(
          "--split %s: a rendered drive has no splits; name its seeds, for example --data 'synthetic:street?seeds=1-50'"
              .formatted(split));
    }
    if (split != null && !what.split().orElse(split).equals(split)) {
      throw new UsageException(
          "--split %s: --data %s names another split; expected only one of them"
              .formatted(split, data));
    }
    return what.forScores(split == null ? "val" : split);
  }

  private Evaluation score(Segmenter asked, DataSpec what) throws ModelException {
    ClassMap classes = asked.model().classes();
    BoundaryScore edges =
        boundary ? new BoundaryScore(classes.size(), BoundaryScore.DISTANCE) : null;
    try (EvaluationProgress pictures =
        EvaluationProgress.of(what.open(classes), spec.commandLine().getErr())) {
      return new Evaluator(asked).score(pictures, edges);
    }
  }
}
