/**
 * Pairs masks with frames. {@link MergeJoin} walks both topics of one partition in offset order,
 * without a time window or a state store; a replay gives the same pairs. It reports to a {@link
 * JoinListener} each {@link Pair} and each mask without a frame, with its {@link UnpairedCause}.
 * Uses no Kafka consumer and no thread.
 */
@NullMarked
package dev.weir.pairing.join;

import org.jspecify.annotations.NullMarked;
