@NullMarked
package dev.weir.zoo;

import org.jspecify.annotations.NullMarked;
