/**
 * The mask contract: what stands on the topic {@code weir.masks}.
 *
 * <p>A {@link dev.weir.mask.Mask} gives each pixel of a frame a class. {@link
 * dev.weir.mask.ClassMap} names the classes and colours them; {@link dev.weir.mask.MaskPng} makes a
 * palette PNG whose pixel values are the classes, so that any viewer shows the class colours and
 * any reader gets the classes. {@link dev.weir.mask.MaskSerializer} and {@link
 * dev.weir.mask.MaskDeserializer} put it on Kafka as a CloudEvent, {@link dev.weir.mask.MaskTopic}
 * names the topic.
 */
@NullMarked
package dev.weir.mask;

import org.jspecify.annotations.NullMarked;
