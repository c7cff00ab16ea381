/**
 * The command {@code weir}. {@link Weir} registers the subcommands and turns every failure into one
 * line and an exit code.
 *
 * <p>{@link dev.weir.cli.stages} runs the stages (ingest, segment, publish, and the demo with all
 * of them), {@link dev.weir.cli.models} makes and lists models, {@link dev.weir.cli.train} trains
 * and evaluates, {@link dev.weir.cli.bench} measures. They share {@link dev.weir.cli.options} and
 * {@link dev.weir.cli.shell}. Only the command may write to standard output.
 */
@NullMarked
package dev.weir.cli;

import org.jspecify.annotations.NullMarked;
