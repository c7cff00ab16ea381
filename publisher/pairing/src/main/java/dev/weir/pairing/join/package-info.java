/**
 * Pairs masks with frames. {@link MergeJoin} walks both topics of one partition in offset order:
 * there is neither a window nor a store, and a replay gives the same pairs. It tells a {@link
 * JoinListener} of each {@link Pair} and of each mask without a frame, with its {@link
 * UnpairedCause}. Sees no consumer and no thread.
 */
@NullMarked
package dev.weir.pairing.join;

import org.jspecify.annotations.NullMarked;
