package dev.weir.cli.options;

import dev.weir.inference.kinds.InferenceKind;
import picocli.CommandLine.Option;

/** Options for the kind of inference. */
public final class InferenceOptions {
  @Option(
      names = "--inference",
      paramLabel = "full-frame|crf|proposals",
      defaultValue = "full-frame",
      description = {
        "Kind of inference (default: ${DEFAULT-VALUE}):",
        "  full-frame run the network once per frame",
        "  crf        also run a fully connected CRF on the",
        "             class probabilities: edges follow the",
        "             picture; takes about 290 ms of CPU time",
        "             per frame of 480x360",
        "  proposals  also run the network on 50 boxes that",
        "             may hold an object, as in DeconvNet's",
        "             paper: 51 network runs per frame; too",
        "             slow for live video"
      })
  private InferenceKind kind = InferenceKind.FULL_FRAME;

  public InferenceKind kind() {
    return kind;
  }
}
