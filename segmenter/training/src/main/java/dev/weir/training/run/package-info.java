/**
 * One training run. {@link Trainer} is the entry: it fetches samples, computes the loss, updates
 * weights, and from time to time exports the model as it would ship and scores it. {@link
 * RunFolder} names a run's files, {@link RunReport} is what it did, {@code Checkpoint} is what it
 * needs to resume. {@code SampleLoader} prepares batches while the network works; {@code
 * PreciseBatchNorm} measures batch-norm statistics of averaged weights.
 */
@NullMarked
package dev.weir.training.run;

import org.jspecify.annotations.NullMarked;
