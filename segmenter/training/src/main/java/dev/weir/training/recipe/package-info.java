/**
 * Everything that decides what a run learns, except the data: {@link Recipe}, read from YAML by
 * {@code RecipeFiles}. {@link Schedule} is the learning rate over a run, {@link CurriculumStage} a
 * stage of a run, defined by what its samples show. Values only.
 */
@NullMarked
package dev.weir.training.recipe;

import org.jspecify.annotations.NullMarked;
