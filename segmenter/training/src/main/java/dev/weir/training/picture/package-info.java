/** Writes charts and other pictures of runs and scores as files. */
@NullMarked
package dev.weir.training.picture;

import org.jspecify.annotations.NullMarked;
