@NullMarked
package dev.weir.render;

import org.jspecify.annotations.NullMarked;
