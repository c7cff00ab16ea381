package dev.weir.cli;

import dev.weir.inference.InferenceKind;
import picocli.CommandLine.Option;

/** The way a model is asked. */
final class InferenceOptions {
  @Option(
      names = "--inference",
      paramLabel = "whole|crf",
      defaultValue = "whole",
      description = {
        "How the model is asked (default: ${DEFAULT-VALUE}):",
        "  whole   the frame once through the network",
        "  crf     and a fully connected CRF over its class probabilities: edges follow the",
        "          picture's, at some 270 ms of processor time a frame of 480x360"
      })
  private InferenceKind kind = InferenceKind.WHOLE;

  InferenceKind kind() {
    return kind;
  }
}
