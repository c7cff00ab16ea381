/**
 * Option groups that several commands share: cameras, models, Kafka, topics, the page. Each class
 * parses its options and returns a stage's option record, or fails with a {@link
 * dev.weir.cli.shell.UsageException}.
 */
@NullMarked
package dev.weir.cli.options;

import org.jspecify.annotations.NullMarked;
