/**
 * The file that ships. {@link DeployedModel} puts the steps from pixels and to a mask around a
 * network, so that they run wherever the network runs; {@link ModelMetadata} is kept in the file.
 * {@link ImportedModel} does the same for an {@link ExternalModel} that another tool made; {@link
 * EnsembleModel} joins several models. {@link OnnxWeights} reads a shipped model as a checkpoint.
 */
@NullMarked
package dev.weir.zoo.model;

import org.jspecify.annotations.NullMarked;
