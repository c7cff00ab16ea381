/** A real Kafka broker in this process, for the demo and the tests: {@link EmbeddedBroker}. */
@NullMarked
package dev.weir.broker;

import org.jspecify.annotations.NullMarked;
