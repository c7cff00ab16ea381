/**
 * Text that users write in options, URLs and recipes, read the same way in every module: a {@link
 * PixelSize}, a {@link DurationText}, {@link QueryParameters}; and {@link SpellingSuggestion} for
 * names that do not exist.
 *
 * <p>Open to every module. Uses no other package of Weir.
 */
@NullMarked
package dev.weir.frame.text;

import org.jspecify.annotations.NullMarked;
