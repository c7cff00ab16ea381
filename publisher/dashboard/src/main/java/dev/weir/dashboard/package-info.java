/**
 * The live page. {@link dev.weir.dashboard.Dashboard} is told of every pair and hands it, as one
 * {@code PairMessage}, to the {@code Viewer}s; the browser blends frame and mask itself, so that
 * opacity and classes cost the server nothing. {@code StatusJson} and {@code Metrics} say the same
 * in numbers.
 */
@NullMarked
package dev.weir.dashboard;

import org.jspecify.annotations.NullMarked;
