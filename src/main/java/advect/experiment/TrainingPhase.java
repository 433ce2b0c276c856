package advect.experiment;

import advect.experiment.spec.ExperimentSpec;
import advect.experiment.spec.PhaseSpec;
import advect.flow.ContinuousFlow;
import advect.input.Spelling;
import advect.model.ModelFile;
import advect.train.Checkpoint;
import advect.train.Checkpoints;
import advect.train.TrainedFlow;
import advect.train.TrainingControl;
import advect.train.TrainingListener;
import advect.train.TrainingResult;
import advect.train.TrainingStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The training of a run, which a checkpoint beside the results lets survive its end. */
final class TrainingPhase {
  private final ExperimentSpec spec;
  private final Blueprint blueprint;
  private final RunOptions options;
  private final Progress progress;
  private final Path checkpoint;

  TrainingPhase(
      ExperimentSpec spec,
      Blueprint blueprint,
      RunOptions options,
      Progress progress,
      Path checkpoint) {
    this.spec = spec;
    this.blueprint = blueprint;
    this.options = options;
    this.progress = progress;
    this.checkpoint = checkpoint;
  }

  /**
   * Trains.
   *
   * @throws RunInterrupted if it was asked to stop
   * @throws RunException if training led nowhere
   */
  TrainedFlow run(Source source) {
    ContinuousFlow untrained = blueprint.flow(source);
    ModelFile.requireStorable(untrained);
    tellOfTheBase(untrained);
    TrainedFlow trained = blueprint.train(untrained, source, new Telling(source), control());
    TrainingResult result = trained.training();
    int iterations = result.steps().size();
    if (options.stop().requested()) {
      throw new RunInterrupted(iterations, spec.training().iterations(), checkpoint);
    }
    if (Double.isFinite(result.best().loss())) return trained;
    forget();
    throw new RunException(
        "training led nowhere: no validation was finite, nor were the gradients of %d of %d iterations;"
                .formatted(result.skipped(), iterations)
            + " lower the rates of training.optimizer or loosen solver.tolerance");
  }

  private void tellOfTheBase(ContinuousFlow untrained) {
    if (untrained.base().parameterCount() == 0) return;
    if (spec.training().phases().stream().anyMatch(PhaseSpec::hasSolves)) return;
    progress.phase(
        "flow matching does not learn the base, which stays as it begins; a phase with objective:"
            + " mle would learn it");
  }

  /** Deletes the checkpoint, which is of no more use. */
  void forget() {
    try {
      Files.deleteIfExists(checkpoint);
    } catch (IOException e) {
      progress.phase(checkpoint + " is of no more use and could not be deleted");
    }
  }

  private TrainingControl control() {
    TrainingControl control =
        TrainingControl.none()
            .withStop(options.stop())
            .withCheckpoints(new Checkpoints(checkpoint));
    boolean saved = Files.exists(checkpoint);
    if (saved && options.resume()) {
      Checkpoint start = Checkpoint.read(checkpoint);
      progress.phase(
          "going on after iteration %d of %d"
              .formatted(start.iterations(), spec.training().iterations()));
      return control.withStart(start);
    }
    if (saved) {
      progress.phase("training anew, which will replace the unfinished training in " + checkpoint);
    } else if (options.resume()) {
      progress.phase("training anew, since there is no checkpoint " + checkpoint);
    }
    return control;
  }

  /** Passes on what the trainer tells. */
  private final class Telling implements TrainingListener {
    private final Source source;
    private String loss = "";
    private double jacobian;

    Telling(Source source) {
      this.source = source;
    }

    @Override
    public void planned(String plan) {
      progress.phase(plan);
    }

    @Override
    public void began(int phase) {
      List<PhaseSpec> phases = spec.training().phases();
      PhaseSpec now = phases.get(phase);
      loss = name(now);
      jacobian = now.hasSolves() ? source.training().jacobian() : 0;
      if (phases.size() > 1) {
        progress.phase(
            "training, phase %d of %d: %s"
                .formatted(phase + 1, phases.size(), Spelling.of(now.objective())));
      }
    }

    private String name(PhaseSpec phase) {
      if (phase.isLikelihood()) return source.nllName();
      return phase.hasSolves()
          ? "loss (%s and costs)".formatted(source.nllName())
          : "loss (of matching, standardised units)";
    }

    @Override
    public void stepped(TrainingStep step) {
      double nfe = step.loss().forwardEvaluations() + step.loss().backwardEvaluations();
      progress.iteration(
          step.iteration(),
          spec.training().iterations(),
          List.of(
              // a batch of some hundred rows whose log densities spread by a nat tells no more
              String.format(Locale.ROOT, "%s %.2f", loss, step.loss().value() - jacobian),
              String.format(Locale.ROOT, "NFE %.0f", nfe)));
    }
  }
}
