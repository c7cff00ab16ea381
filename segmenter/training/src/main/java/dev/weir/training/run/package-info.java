/**
 * One training run. {@link Trainer} is the entry point: it fetches samples, computes the loss,
 * updates weights, and at intervals exports the model as it would ship and scores it. {@link
 * RunFolder} names a run's files, {@link RunReport} is its report, and {@code Checkpoint} holds
 * what it needs to resume. {@code SampleLoader} prepares batches while the network works. {@code
 * PreciseBatchNorm} measures batch-norm statistics of averaged weights.
 */
@NullMarked
package dev.weir.training.run;

import org.jspecify.annotations.NullMarked;
