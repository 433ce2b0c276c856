package advect.experiment.learned;

import advect.baseline.Baseline;
import advect.experiment.result.BlendTrial;
import advect.experiment.spec.PhaseSpec;
import advect.flow.Density;
import advect.flow.FlowSettings;
import advect.train.TrainedFlow;
import advect.train.TrainingStep;
import java.util.List;
import java.util.Optional;

/** What a run has learned, by training or by a fit, and what that took. */
public sealed interface Learned permits Members, FittedMethod, Blend {
  /** The density, whose solves, if there are any, are done so. */
  Density density(FlowSettings settings);

  /** Wall-clock seconds. */
  double seconds();

  /** The flows that were trained, in their order; none for a density that was fitted. */
  List<TrainedFlow> trained();

  /** What was fitted in place of a flow. */
  Optional<Baseline> fit();

  /** What was asked to stand beside the flows; empty if nothing was. */
  default List<BlendTrial> blend() {
    return List.of();
  }

  /** Of all trainings. */
  default int iterations() {
    return trained().stream().mapToInt(t -> t.training().steps().size()).sum();
  }

  /** Iterations without a finite gradient. */
  default int skipped() {
    return trained().stream().mapToInt(t -> t.training().skipped()).sum();
  }

  /** Those that solved the flow. */
  default List<TrainingStep> solved(List<PhaseSpec> phases) {
    return trained().stream()
        .map(TrainedFlow::training)
        .flatMap(
            t -> t.steps().stream().filter(s -> phases.get(t.phase(s.iteration())).hasSolves()))
        .toList();
  }
}
