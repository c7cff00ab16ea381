/**
 * Options of the segmenter stage: {@link SegmenterStageOptions}, with {@link PipelineOptions} for
 * threads and batches, and the {@link DeliveryGuarantee}. Values only.
 */
@NullMarked
package dev.weir.stream.options;

import org.jspecify.annotations.NullMarked;
