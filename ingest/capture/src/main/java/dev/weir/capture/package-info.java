@NullMarked
package dev.weir.capture;

import org.jspecify.annotations.NullMarked;
