package dev.weir.cli.stages;

import dev.weir.capture.Ingest;
import dev.weir.capture.IngestCounts;
import dev.weir.pairing.PublisherStage;
import dev.weir.stream.SegmenterCounts;
import dev.weir.stream.SegmenterStage;

/**
 * How far the frames of a run have come, from the counts of its three stages. Any thread.
 *
 * @param ingest the cameras
 * @param segmenter the segmenter
 * @param publisher the publisher
 */
record RunProgress(Ingest ingest, SegmenterStage segmenter, PublisherStage publisher) {
  /** Returns whether every frame that Kafka has was segmented, dropped or refused. */
  boolean segmented() {
    SegmenterCounts counts = segmenter.counts();
    return counts.masks() + counts.droppedTotal() + counts.dead() >= sent();
  }

  /** Returns whether the publisher has read every mask. */
  boolean published() {
    return publishedMasks() >= segmenter.counts().masks();
  }

  /** Returns the number of frames that were segmented, dropped anywhere, or refused. */
  long segmentedTotal() {
    return finished(segmenter.counts(), segmenter.counts().masks());
  }

  /** Returns the number of frames whose mask was published, or that were dropped or refused. */
  long publishedTotal() {
    return finished(segmenter.counts(), publishedMasks());
  }

  private long finished(SegmenterCounts counts, long masks) {
    return dropped() + masks + counts.droppedTotal() + counts.dead();
  }

  /** Returns a number that grows as long as the segmenter or the publisher works. */
  long work() {
    SegmenterCounts counts = segmenter.counts();
    return counts.masks() + counts.dead() + publishedMasks();
  }

  /** Returns the frame accounting of the run so far. */
  FrameAccountingLine accounting() {
    SegmenterCounts counts = segmenter.counts();
    long in = ingest.counts().values().stream().mapToLong(IngestCounts::in).sum();
    return new FrameAccountingLine(
        in, counts.masks(), dropped() + counts.droppedTotal(), counts.dead());
  }

  private long publishedMasks() {
    return publisher.cameras().stream().mapToLong(c -> c.counts().masks()).sum();
  }

  private long sent() {
    return ingest.counts().values().stream().mapToLong(IngestCounts::sent).sum();
  }

  private long dropped() {
    return ingest.counts().values().stream().mapToLong(IngestCounts::droppedTotal).sum();
  }
}
