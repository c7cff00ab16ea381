/**
 * Labelled pictures: where they come from, how sources are mixed, and what is wrong with them,
 * named by file before training starts. {@link dev.weir.training.data.DataSpec} is the entry.
 */
@NullMarked
package dev.weir.training.data;

import org.jspecify.annotations.NullMarked;
