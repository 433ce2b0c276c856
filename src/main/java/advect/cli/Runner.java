package advect.cli;

import advect.experiment.Progress;
import advect.experiment.RunOptions;
import advect.experiment.result.Metrics;
import advect.experiment.result.ResultsDirectory;
import advect.experiment.spec.ExperimentSpec;

/** Carries out an experiment. */
@FunctionalInterface
interface Runner {
  /** Trains, evaluates and writes the results. */
  Metrics run(ExperimentSpec spec, ResultsDirectory out, RunOptions options, Progress progress);
}
