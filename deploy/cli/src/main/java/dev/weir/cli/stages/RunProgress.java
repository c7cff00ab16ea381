package dev.weir.cli.stages;

import dev.weir.capture.Ingest;
import dev.weir.frame.counts.FrameCounts;
import dev.weir.pairing.PublisherStage;
import dev.weir.stream.SegmenterStage;

/**
 * How far the frames of a run have come, from the counts of its three stages. Any thread.
 *
 * @param ingest the cameras
 * @param segmenter the segmenter
 * @param publisher the publisher
 */
record RunProgress(Ingest ingest, SegmenterStage segmenter, PublisherStage publisher) {
  /** Returns the frame accounting of the run so far. */
  FrameCounts counts() {
    return taken().then(segmenter.counts());
  }

  /** Returns whether every frame that Kafka has was segmented, dropped or refused. */
  boolean segmented() {
    return segmenter.counts().finished() >= taken().out();
  }

  /** Returns whether the publisher has read every mask. */
  boolean published() {
    return publishedMasks() >= segmenter.counts().out();
  }

  /** Returns the number of frames whose mask was published, or that were dropped or refused. */
  long publishedTotal() {
    FrameCounts counts = counts();
    return counts.finished() - counts.out() + publishedMasks();
  }

  /** Returns a number that grows as long as the segmenter or the publisher works. */
  long work() {
    FrameCounts counts = segmenter.counts();
    return counts.out() + counts.dead() + publishedMasks();
  }

  private FrameCounts taken() {
    return ingest.counts().values().stream().reduce(FrameCounts.EMPTY, FrameCounts::plus);
  }

  private long publishedMasks() {
    return publisher.cameras().stream().mapToLong(camera -> camera.counts().out()).sum();
  }
}
