/**
 * {@code weir models}: list, show, export, import, quantize, ensemble and compare. {@link
 * ModelsCommand} is the parent command.
 */
@NullMarked
package dev.weir.cli.models;

import org.jspecify.annotations.NullMarked;
