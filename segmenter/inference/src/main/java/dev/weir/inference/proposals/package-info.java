/**
 * Runs a network on the whole frame and on boxes that may each hold one object: {@link
 * ProposalSegmenter}. {@link ObjectProposals} finds the boxes from the edges of an {@code EdgeMap}.
 * {@code MaxScoreMap} takes each pixel's maximum score per class over all views.
 */
@NullMarked
package dev.weir.inference.proposals;

import org.jspecify.annotations.NullMarked;
