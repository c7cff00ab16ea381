/**
 * What the publisher writes: {@link FrameStats} as JSON on {@link StatsTopic}, and JPEGs from
 * {@link OverlayPainter} on {@link OverlayTopic}. {@link PairEvents} makes the records. Formats
 * only; {@link dev.weir.pairing} sends them.
 */
@NullMarked
package dev.weir.pairing.output;

import org.jspecify.annotations.NullMarked;
