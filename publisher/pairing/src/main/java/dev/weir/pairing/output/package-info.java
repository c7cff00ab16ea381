/**
 * The publisher's output formats: {@link FrameStats} as JSON on {@link StatsTopic}, and JPEGs from
 * {@link OverlayPainter} on {@link OverlayTopic}. {@link PairEvents} makes the records; {@link
 * dev.weir.pairing} sends them.
 */
@NullMarked
package dev.weir.pairing.output;

import org.jspecify.annotations.NullMarked;
