@NullMarked
package dev.weir.street;

import org.jspecify.annotations.NullMarked;
