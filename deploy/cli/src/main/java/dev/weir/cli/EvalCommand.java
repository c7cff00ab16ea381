package dev.weir.cli;

import dev.weir.inference.Inference;
import dev.weir.mask.BoundaryScore;
import dev.weir.training.data.DataException;
import dev.weir.training.data.DataSpec;
import dev.weir.training.data.LabelledSource;
import dev.weir.training.evaluation.ConfusionPicture;
import dev.weir.training.evaluation.Evaluation;
import dev.weir.training.evaluation.Evaluator;
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

/** {@code weir eval}: how right a model is. */
@Command(
    name = "eval",
    description = "Score a model on labelled pictures, as it is served.",
    footer = {
      "",
      "Data: camvid=DIR, cityscapes=DIR, synthetic:street?seeds=1-50&count=200.",
      "",
      "Examples:",
      "  weir eval --model icnet-camvid --data camvid=CamVid --split val --json score.json",
      "  weir eval --inference crf --boundary --data camvid=CamVid"
    })
final class EvalCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ModelOptions model = new ModelOptions();
  @Mixin private InferenceOptions inference = new InferenceOptions();

  @Option(names = "--data", paramLabel = "DATA", required = true, description = "What to score on.")
  private String data = "";

  @Option(
      names = "--split",
      paramLabel = "NAME",
      defaultValue = "val",
      description = "Of a folder's splits (default: ${DEFAULT-VALUE}).")
  private String split = "val";

  @Option(
      names = "--boundary",
      description = {
        "Score boundaries too: boundary IoU (Cheng et al. 2021), the IoU of the pixels within 2 %%"
            + " of",
        "the picture's diagonal of a contour."
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
    PrintWriter out = spec.commandLine().getOut();
    try (Inference asked = model.open(inference.kind())) {
      Evaluation evaluation;
      try {
        LabelledSource source =
            DataSpec.parse(data).withDefaultSplit(split).open(asked.model().classes().size());
        BoundaryScore score =
            boundary
                ? new BoundaryScore(asked.model().classes().size(), BoundaryScore.DISTANCE)
                : null;
        evaluation = new Evaluator(asked).score(source, score);
      } catch (DataException e) {
        throw new UsageException(String.valueOf(e.getMessage()), e);
      }
      out.print(evaluation.table());
      if (json != null) {
        evaluation.write(json);
      }
      if (confusion != null) {
        ConfusionPicture.write(evaluation, confusion);
      }
      out.println(evaluation.line());
    }
    return 0;
  }
}
