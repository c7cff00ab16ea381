package dev.weir.training.run;

import dev.weir.training.data.ClassFrequencies;
import dev.weir.training.data.CountedSource;
import dev.weir.training.data.LabeledSource;
import dev.weir.training.data.Mixture;
import java.util.List;

/**
 * Reads a run's data before its first step and reports progress to a listener. An unusable image or
 * label ends the run before training starts.
 */
final class DataCheck {
  private final TrainingData data;
  private final TrainingListener listener;

  DataCheck(TrainingData data, TrainingListener listener) {
    this.data = data;
    this.listener = listener;
  }

  /** Reads the training data and returns how often each class occurs. */
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

  /** Reads the validation data, unless it is endless: then each score renders new pictures. */
  void validation() {
    if (!data.validation().endless()) {
      LabeledSource told = told(RunTask.CHECKING, data.validation(), data.validation().size());
      for (int i = 0; i < told.size(); i++) {
        told.read(i);
      }
    }
  }

  /** Returns the validation data for a score, with progress reports. */
  LabeledSource toScore() {
    return told(RunTask.SCORING, data.validation(), data.validation().size());
  }

  private LabeledSource told(RunTask task, LabeledSource source, int pictures) {
    return new CountedSource(
        source, done -> listener.task(task, source.name(), Math.min(done, pictures), pictures));
  }
}
