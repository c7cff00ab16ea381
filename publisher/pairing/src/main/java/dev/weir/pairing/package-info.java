/**
 * The publisher stage: masks meet their frames again.
 *
 * <p>The way of one mask: {@code PairingLoop} reads three topics, partition by partition: masks (as
 * a consumer group), the frames that they were made from, and dead letters. {@code
 * PartitionPairing} gives them to {@link dev.weir.pairing.join}, which pairs each mask with the
 * frame that it names. {@code PairHandler} then takes the {@link dev.weir.pairing.join.Pair}:
 * {@link dev.weir.pairing.accounting} counts it, a {@link PairListener} (the dashboard) shows it,
 * and {@code PairPublisher} sends statistics and overlays, in the formats of {@link
 * dev.weir.pairing.output}.
 *
 * <p>{@link PublisherStage} is the entry. Offsets are committed after everything made from them is
 * acknowledged: at least once.
 */
@NullMarked
package dev.weir.pairing;

import org.jspecify.annotations.NullMarked;
