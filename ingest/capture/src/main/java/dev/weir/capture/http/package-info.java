/**
 * HTTP responses that never end: {@link HttpStream} reads one with deadlines, and limits what a
 * server may send. Java's own HTTP client has no such deadlines. Used by the sources of this
 * module.
 */
@NullMarked
package dev.weir.capture.http;

import org.jspecify.annotations.NullMarked;
