@NullMarked
package dev.weir.image;

import org.jspecify.annotations.NullMarked;
