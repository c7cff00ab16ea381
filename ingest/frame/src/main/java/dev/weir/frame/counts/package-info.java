/**
 * Frame accounting, the same in every stage: {@code in = out + dropped + dead + in flight}. Anyone
 * may use it.
 */
@NullMarked
package dev.weir.frame.counts;

import org.jspecify.annotations.NullMarked;
