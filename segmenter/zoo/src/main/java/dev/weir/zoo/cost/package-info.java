/**
 * What a network costs. {@link CostOps} is the reading of {@link dev.weir.zoo.Ops} that counts
 * parameters and multiplications; {@link CostBudget} finds the width at which a network costs a
 * given amount.
 */
@NullMarked
package dev.weir.zoo.cost;

import org.jspecify.annotations.NullMarked;
