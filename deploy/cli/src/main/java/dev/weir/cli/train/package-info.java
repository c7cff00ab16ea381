/** {@code weir train} and {@code weir eval}, and the progress that they show. */
@NullMarked
package dev.weir.cli.train;

import org.jspecify.annotations.NullMarked;
