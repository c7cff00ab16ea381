/**
 * The live page. {@link Dashboard} receives every pair and sends it over a WebSocket, as one {@code
 * PairMessage}, to each {@code Viewer}. The browser blends frame and mask, so opacity and class
 * selection cost the server nothing. {@code StatusJson} and {@code Metrics} serve the numbers;
 * {@code OriginGuard} refuses pages from other origins.
 */
@NullMarked
package dev.weir.dashboard;

import org.jspecify.annotations.NullMarked;
