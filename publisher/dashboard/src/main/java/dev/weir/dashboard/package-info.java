/**
 * The live page. {@link Dashboard} is told of every pair and sends it over a WebSocket, as one
 * {@code PairMessage}, to each {@code Viewer}. The browser blends frame and mask, so opacity and
 * classes cost the server nothing. {@code StatusJson} and {@code Metrics} serve the numbers; {@code
 * OriginGuard} refuses pages from other origins.
 */
@NullMarked
package dev.weir.dashboard;

import org.jspecify.annotations.NullMarked;
