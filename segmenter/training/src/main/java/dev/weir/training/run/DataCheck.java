package dev.weir.training.run;

import dev.weir.training.data.ClassFrequencies;
import dev.weir.training.data.CountedSource;
import dev.weir.training.data.LabeledSource;
import dev.weir.training.data.Mixture;
import java.util.List;

/**
 * Reads a run's data before its first step, so that a picture or label that cannot be used ends it
 * there, and tells a listener how far that is.
 */
final class DataCheck {
  private final TrainingData data;
  private final TrainingListener listener;

  DataCheck(TrainingData data, TrainingListener listener) {
    this.data = data;
    this.listener = listener;
  }

  /** Reads what is learned from: how often each class occurs. */
  ClassFrequencies frequencies(int classes) {
    List<Mixture.Part> told =
        data.parts().stream()
            .map(
                part ->
                    new Mixture.Part(
                        told(
                            RunTask.READING,
                            part.source(),
                            ClassFrequencies.pictures(part.source())),
                        part.weight()))
            .toList();
    return ClassFrequencies.of(told, classes);
  }

  /** Reads what the run is scored on, unless it is rendered anew for each score. */
  void validation() {
    if (!data.validation().endless()) {
      LabeledSource told = told(RunTask.CHECKING, data.validation(), data.validation().size());
      for (int i = 0; i < told.size(); i++) {
        told.read(i);
      }
    }
  }

  /** What a score is made on. */
  LabeledSource toScore() {
    return told(RunTask.SCORING, data.validation(), data.validation().size());
  }

  private LabeledSource told(RunTask task, LabeledSource source, int pictures) {
    return new CountedSource(
        source, done -> listener.task(task, source.name(), Math.min(done, pictures), pictures));
  }
}
