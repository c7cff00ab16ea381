/**
 * The one command, {@code weir}. {@link dev.weir.cli.Weir} names the subcommands; each stands in a
 * class of its own and starts one stage: {@link dev.weir.cli.IngestCommand} (cameras to {@code
 * weir.frames}), {@link dev.weir.cli.SegmentCommand} ({@code weir.frames} to {@code weir.masks}),
 * {@link dev.weir.cli.PublishCommand} (masks and frames to the dashboard). {@link
 * dev.weir.cli.DemoCommand} starts all of them and a broker in one process.
 */
@NullMarked
package dev.weir.cli;

import org.jspecify.annotations.NullMarked;
