package advect.experiment;

import advect.experiment.spec.PhaseSpec;
import advect.flow.ContinuousFlow;
import advect.flow.Density;
import advect.flow.Ensemble;
import advect.flow.FlowSettings;
import advect.train.TrainedFlow;
import advect.train.TrainingStep;
import java.util.List;

/**
 * The flows that a run trained: one, or the members of an ensemble. What is told of a flow on its
 * way through time, or of its training, is told of the first.
 *
 * @param trained in the order of their training
 */
record Members(List<TrainedFlow> trained) {
  Members {
    trained = List.copyOf(trained);
  }

  TrainedFlow first() {
    return trained.get(0);
  }

  ContinuousFlow first(FlowSettings settings) {
    return first().flow().with(settings);
  }

  /** Of one flow, or the mean of all. */
  Density density(FlowSettings settings) {
    return Ensemble.of(trained.stream().map(t -> t.flow().with(settings).density()).toList());
  }

  /** Wall-clock seconds of all trainings. */
  double seconds() {
    return trained.stream().mapToDouble(t -> t.training().seconds()).sum();
  }

  int iterations() {
    return trained.stream().mapToInt(t -> t.training().steps().size()).sum();
  }

  int skipped() {
    return trained.stream().mapToInt(t -> t.training().skipped()).sum();
  }

  /** Those that solved the flow. */
  List<TrainingStep> solved(List<PhaseSpec> phases) {
    return trained.stream()
        .map(TrainedFlow::training)
        .flatMap(
            t -> t.steps().stream().filter(s -> phases.get(t.phase(s.iteration())).hasSolves()))
        .toList();
  }
}
