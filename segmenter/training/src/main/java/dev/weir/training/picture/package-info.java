/** What the pictures that a run or a score is drawn as have in common: they are files. */
@NullMarked
package dev.weir.training.picture;

import org.jspecify.annotations.NullMarked;
