/**
 * HTTP responses that have no end: {@link HttpStream} reads one with deadlines that Java's client
 * does not have, and with bounds on what a server may send. For the sources of this module.
 */
@NullMarked
package dev.weir.capture.http;

import org.jspecify.annotations.NullMarked;
