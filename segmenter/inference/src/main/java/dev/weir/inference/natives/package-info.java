/**
 * Checks what native libraries need before they are loaded: {@link GpuRequirements} names what CUDA
 * lacks, {@link SharedLibraries} searches as the system's loader does. Independent of models.
 */
@NullMarked
package dev.weir.inference.natives;

import org.jspecify.annotations.NullMarked;
