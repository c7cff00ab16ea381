/** A real Kafka broker in this process: {@link dev.weir.broker.EmbeddedBroker}. */
@NullMarked
package dev.weir.broker;

import org.jspecify.annotations.NullMarked;
