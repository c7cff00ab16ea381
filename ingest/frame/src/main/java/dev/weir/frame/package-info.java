@NullMarked
package dev.weir.frame;

import org.jspecify.annotations.NullMarked;
