package dev.weir.cli.options;

import dev.weir.inference.kinds.InferenceKind;
import picocli.CommandLine.Option;

/** How inference runs on a frame. */
public final class InferenceOptions {
  @Option(
      names = "--inference",
      paramLabel = "full-frame|crf|proposals",
      defaultValue = "full-frame",
      description = {
        "How the model is asked (default: ${DEFAULT-VALUE}):",
        "  full-frame the frame once through the network",
        "  crf        and a fully connected CRF over its",
        "             class probabilities: edges follow the",
        "             picture's, at some 290 ms of processor",
        "             time a frame of 480x360",
        "  proposals  and 50 boxes of it that may hold one",
        "             thing each, as DeconvNet's paper has it:",
        "             some 51 times the network; not for live",
        "             video"
      })
  private InferenceKind kind = InferenceKind.FULL_FRAME;

  public InferenceKind kind() {
    return kind;
  }
}
