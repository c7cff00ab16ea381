/**
 * Frames and masks meet again, and what comes of it goes to topics and to whoever watches.
 *
 * <p>{@link dev.weir.render.PublisherStage} owns a thread and reads three topics, partition by
 * partition: masks (as a consumer group), the frames they were made from, and the dead. For each
 * partition a {@code MergeJoin} pairs a mask with the frame it names; offsets only grow, so there
 * is neither window nor store, and a replay gives the same pairs. Each {@link dev.weir.render.Pair}
 * is shown to a {@link dev.weir.render.PairListener} (the dashboard), then becomes a {@link
 * dev.weir.render.FrameStats} on {@link dev.weir.render.StatsTopic} and, if asked for, a picture on
 * {@link dev.weir.render.OverlayTopic}. What was consumed is committed after what was produced is
 * acknowledged: at least once. {@link dev.weir.render.CameraStatus} tells each camera's {@link
 * dev.weir.render.Books}, rate and latency.
 */
@NullMarked
package dev.weir.render;

import org.jspecify.annotations.NullMarked;
