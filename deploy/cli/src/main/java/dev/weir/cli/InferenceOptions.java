package dev.weir.cli;

import dev.weir.inference.InferenceKind;
import picocli.CommandLine.Option;

/** The way a model is asked. */
final class InferenceOptions {
  @Option(
      names = "--inference",
      paramLabel = "whole|crf|proposals",
      defaultValue = "whole",
      description = {
        "How the model is asked (default: ${DEFAULT-VALUE}):",
        "  whole      the frame once through the network",
        "  crf        and a fully connected CRF over its",
        "             class probabilities: edges follow the",
        "             picture's, at some 290 ms of processor",
        "             time a frame of 480x360",
        "  proposals  and 50 boxes of it that may hold one",
        "             thing each, as DeconvNet's paper has it:",
        "             some 51 times the network; not for live",
        "             video"
      })
  private InferenceKind kind = InferenceKind.WHOLE;

  InferenceKind kind() {
    return kind;
  }
}
