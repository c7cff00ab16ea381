/**
 * {@code weir bench}: the commands. They read options and print; {@link dev.weir.bench} measures.
 */
@NullMarked
package dev.weir.cli.bench;

import org.jspecify.annotations.NullMarked;
