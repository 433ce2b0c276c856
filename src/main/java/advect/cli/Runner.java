package advect.cli;

import advect.experiment.Progress;
import advect.experiment.RunOptions;
import advect.experiment.result.Metrics;
import advect.experiment.result.Plan;
import advect.experiment.result.ResultsDirectory;

/** Carries out an experiment. */
@FunctionalInterface
interface Runner {
  /** Trains, evaluates and writes the results. */
  Metrics run(Plan plan, ResultsDirectory out, RunOptions options, Progress progress);
}
