/** {@code weir train} and {@code weir eval}, and their progress output. */
@NullMarked
package dev.weir.cli.train;

import org.jspecify.annotations.NullMarked;
