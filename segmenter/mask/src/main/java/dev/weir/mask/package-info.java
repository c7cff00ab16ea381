@NullMarked
package dev.weir.mask;

import org.jspecify.annotations.NullMarked;
