package advect.experiment.pilot;

import advect.experiment.ShortTrainings.TrainingPace;
import advect.experiment.spec.ExperimentSpec;

/**
 * How many iterations end in a time, so that the schedule of the learning rate comes to its end,
 * too.
 *
 * @param seconds there are for a training
 */
record TimeBudget(double seconds) {
  /** The rest is for solves that become harder, and for the other work of the machine. */
  private static final double USED = 0.9;

  /** Of the time, for validation. */
  private static final double VALIDATION_SHARE = 0.2;

  /**
   * The experiment, if it fits; otherwise with as many iterations as do, and at most as many
   * validations.
   */
  ExperimentSpec fit(ExperimentSpec spec, TrainingPace pace) {
    int most = spec.training().iterations();
    int validations = Math.max(1, most / spec.training().last().options().validateEvery());
    double usable = USED * seconds;
    if (most * pace.iteration() + validations * pace.validation() <= usable) return spec;
    double affordable = VALIDATION_SHARE * usable / pace.validation();
    int kept = (int) Math.max(1, Math.min(validations, affordable));
    double left = usable - kept * pace.validation();
    int iterations = (int) Math.max(1, Math.min(most, left / pace.iteration()));
    return Shortened.of(spec, iterations, Math.max(1, iterations / kept));
  }
}
