package advect.cli;

import advect.experiment.ExperimentSpec;
import advect.experiment.Metrics;
import advect.experiment.Progress;
import advect.experiment.ResultsDirectory;

/** Carries out an experiment. */
@FunctionalInterface
interface Runner {
  /** Trains, evaluates and writes the results. */
  Metrics run(ExperimentSpec spec, ResultsDirectory out, int threads, Progress progress);
}
