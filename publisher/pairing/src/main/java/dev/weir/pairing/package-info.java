/**
 * The publisher stage: pairs masks with their frames.
 *
 * <p>How one mask is processed: {@code PairingLoop} reads three topics, partition by partition:
 * masks (as a consumer group), the frames that they were made from, and dead letters. {@code
 * PartitionPairing} passes them to {@link dev.weir.pairing.join}, which pairs each mask with the
 * frame that it names. {@code PartitionResults} receives the {@link dev.weir.pairing.join.Pair} and
 * counts it ({@link dev.weir.pairing.accounting}). {@code PairHandler} then gives it to a {@link
 * PairListener} (the dashboard), and {@code PairPublisher} sends statistics and overlays, in the
 * formats of {@link dev.weir.pairing.output}. Records move in one direction: none of these classes
 * calls an earlier one.
 *
 * <p>{@link PublisherStage} is the entry point. Offsets are committed after all output made from
 * them is acknowledged: at least once.
 */
@NullMarked
package dev.weir.pairing;

import org.jspecify.annotations.NullMarked;
