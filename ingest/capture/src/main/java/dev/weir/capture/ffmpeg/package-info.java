/**
 * Files, RTSP, HLS and webcams, through FFmpeg.
 *
 * <p>{@link FfmpegSource} is the entry. {@code FfmpegInput} opens and demultiplexes, {@code
 * FfmpegDecoder} decodes (on the device that {@code FfmpegHardware} found), {@code FfmpegScaler}
 * turns images into BGR of the wanted size. {@code FfmpegInterrupt} ends a call of FFmpeg that
 * lasts too long: the deadline of RTSP and other network cameras is there.
 *
 * <p>The only user of FFmpeg. Entered by {@link dev.weir.capture.FrameSources}.
 */
@NullMarked
package dev.weir.capture.ffmpeg;

import org.jspecify.annotations.NullMarked;
