/**
 * Groups of options that several commands share, and what they mean: cameras, models, Kafka,
 * topics, the page. Each class reads options and returns a stage's own option record, or fails with
 * a {@link dev.weir.cli.shell.UsageException}.
 */
@NullMarked
package dev.weir.cli.options;

import org.jspecify.annotations.NullMarked;
