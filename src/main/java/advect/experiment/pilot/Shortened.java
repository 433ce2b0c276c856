package advect.experiment.pilot;

import advect.experiment.spec.ExperimentSpec;
import advect.train.StoppingRule;
import advect.train.TrainingOptions;
import advect.train.optimizer.Schedule;

/** An experiment of one phase with fewer iterations, into which the whole schedule is squeezed. */
final class Shortened {
  /** A warm-up is this part of the iterations at most. */
  private static final int WARM_UP_PART = 10;

  private Shortened() {}

  /**
   * With a schedule that ends with the last iteration.
   *
   * @param iterations at most those that it has
   * @param every iterations from one validation to the next
   */
  static ExperimentSpec of(ExperimentSpec spec, int iterations, int every) {
    TrainingOptions o = spec.training().last().options();
    return spec.with(
        spec.training()
            .with(
                new TrainingOptions(
                    iterations,
                    o.optimizer(),
                    squeezed(o.schedule(), iterations, o.iterations()),
                    o.clip(),
                    o.average(),
                    every,
                    o.stopping())));
  }

  /** For a trial: one validation, at the end, and no other end. */
  static ExperimentSpec trial(ExperimentSpec spec, int iterations) {
    return withStopping(of(spec, iterations, iterations), StoppingRule.NONE);
  }

  /** With so many seconds for a training. */
  static ExperimentSpec withSeconds(ExperimentSpec spec, double seconds) {
    StoppingRule rule = spec.training().last().options().stopping();
    return withStopping(spec, rule.withSeconds(seconds));
  }

  /** With any time. */
  static ExperimentSpec withoutLimit(ExperimentSpec spec) {
    return withSeconds(spec, StoppingRule.NONE.seconds());
  }

  private static ExperimentSpec withStopping(ExperimentSpec spec, StoppingRule rule) {
    return spec.with(spec.training().with(spec.training().last().options().withStopping(rule)));
  }

  private static Schedule squeezed(Schedule schedule, int iterations, int before) {
    int most = iterations / WARM_UP_PART;
    if (schedule instanceof Schedule.Cosine cosine) {
      return new Schedule.Cosine(Math.min(cosine.warmUp(), most));
    }
    if (schedule instanceof Schedule.Cooldown cooldown) {
      return new Schedule.Cooldown(Math.min(cooldown.warmUp(), most), cooldown.part());
    }
    if (schedule instanceof Schedule.Linear linear) {
      long down = (long) linear.warmDown() * iterations / before;
      return new Schedule.Linear(Math.min(linear.warmUp(), most), (int) down);
    }
    return schedule;
  }
}
