package dev.weir.cli.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code weir bench}: measures each part and the whole pipeline on this machine. */
@Command(
    name = "bench",
    description =
        "Measure the network alone, the whole pipeline, its latency, decoders and codecs.",
    subcommands = {
      BenchEngineCommand.class,
      BenchPipelineCommand.class,
      BenchLatencyCommand.class,
      BenchIngestCommand.class,
      BenchCodecCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  weir bench engine --size 480x360,1280x720 --batch 1,4",
      "  weir bench pipeline --cameras 8 --size 1280x720 --json pipeline.json",
      "  weir bench latency --fps 30 --seconds 60 --picture latency.png",
      "  weir bench ingest clip.mp4",
      "  weir bench codec --size 1920x1080"
    })
public final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
