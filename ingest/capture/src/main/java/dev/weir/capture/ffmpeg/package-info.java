/**
 * Files, RTSP, HLS, and webcams, through FFmpeg.
 *
 * <p>{@link FfmpegSource} is the entry point. {@code FfmpegInput} opens and demultiplexes, {@code
 * FfmpegDecoder} decodes (on the device that {@code FfmpegHardware} found), {@code FfmpegTurner}
 * turns images upright, and {@code FfmpegScaler} converts them to BGR of the wanted size. {@code
 * FfmpegInterrupt} ends FFmpeg calls that take too long; it implements the deadlines of network
 * cameras.
 *
 * <p>The only user of FFmpeg. Called by {@link dev.weir.capture.FrameSources}.
 */
@NullMarked
package dev.weir.capture.ffmpeg;

import org.jspecify.annotations.NullMarked;
