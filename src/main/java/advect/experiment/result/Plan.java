package advect.experiment.result;

import advect.experiment.spec.ExperimentSpec;
import java.util.List;
import java.util.Optional;

/**
 * An experiment, and what it was chosen by.
 *
 * @param spec to carry out
 * @param trials of the pilot that chose settings, in their order; none without one
 * @param file text of the {@code plan.yaml} that belongs to the results; empty for an experiment
 *     that has a file of its own
 */
public record Plan(ExperimentSpec spec, List<PilotTrial> trials, Optional<String> file) {
  /** Copies the list. */
  public Plan {
    trials = List.copyOf(trials);
  }

  /** An experiment that somebody wrote. */
  public static Plan of(ExperimentSpec spec) {
    return new Plan(spec, List.of(), Optional.empty());
  }
}
