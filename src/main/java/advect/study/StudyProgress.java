package advect.study;

import advect.experiment.Progress;
import advect.train.TrainingListener;
import advect.train.TrainingStep;
import java.util.List;
import java.util.Locale;

/**
 * Shows the iterations of a training.
 *
 * @param total iterations
 */
record StudyProgress(Progress progress, int total) implements TrainingListener {
  @Override
  public void stepped(TrainingStep step) {
    String loss = String.format(Locale.ROOT, "loss %.4f", step.loss().value());
    progress.iteration(step.iteration(), total, List.of(loss));
  }
}
