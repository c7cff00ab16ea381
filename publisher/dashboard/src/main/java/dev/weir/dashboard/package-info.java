@NullMarked
package dev.weir.dashboard;

import org.jspecify.annotations.NullMarked;
