/**
 * What native libraries need of this machine, asked before they are loaded: {@link GpuRequirements}
 * names what CUDA lacks, {@link SharedLibraries} searches as the system's loader does. Sees no
 * model.
 */
@NullMarked
package dev.weir.inference.natives;

import org.jspecify.annotations.NullMarked;
