/**
 * The mask contract: what is on the topic {@code weir.masks}.
 *
 * <p>A {@link Mask} gives each pixel of a frame a class. {@link ClassMap} names the classes and
 * colors them. {@link MaskPng} makes a palette PNG whose pixel values are the classes: any viewer
 * shows the colors, and any reader gets the classes. {@link MaskSerializer} and {@link
 * MaskDeserializer} convert it to and from a CloudEvent in Kafka; {@link MaskTopic} names the
 * topic. {@link ModelClasses} finds the classes of a mask by its model. The segmenter and all later
 * stages may use this package.
 */
@NullMarked
package dev.weir.mask;

import org.jspecify.annotations.NullMarked;
