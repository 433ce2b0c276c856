package advect.experiment;

import advect.experiment.result.Machine;
import advect.experiment.result.Metrics;
import advect.experiment.result.MetricsFormat;
import advect.experiment.result.ResultsDirectory;
import advect.experiment.result.Versions;
import advect.experiment.spec.EvaluateSpec;
import advect.experiment.spec.ExperimentSpec;
import advect.experiment.spec.SpecException;
import advect.flow.ContinuousFlow;
import advect.ode.SolveException;
import advect.train.Trainer;
import advect.train.TrainingListener;
import advect.train.TrainingResult;
import advect.train.TrainingStep;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;

/** An experiment from its specification to its results: train, evaluate, check, draw, write. */
public final class ExperimentRun {
  private final ExperimentSpec spec;
  private final int threads;
  private final Progress progress;
  private final Blueprint blueprint;

  private ExperimentRun(ExperimentSpec spec, int threads, Progress progress) {
    this.spec = spec;
    this.threads = threads;
    this.progress = progress;
    blueprint = new Blueprint(spec, threads);
  }

  /**
   * Runs an experiment and writes its results.
   *
   * @param threads do not influence results
   * @throws SpecException if results cannot be written
   * @throws advect.data.InputException if the data cannot be learned from
   * @throws advect.train.TrainingException if training cannot go on
   * @throws RunException if training led nowhere or a later solve failed
   */
  public static Metrics run(
      ExperimentSpec spec, ResultsDirectory out, int threads, Progress progress) {
    return new ExperimentRun(spec, threads, progress).run(out);
  }

  private Metrics run(ResultsDirectory out) {
    Source source = Source.of(spec);
    TrainingResult training = train(source);
    ContinuousFlow flow = training.flow().with(blueprint.evaluation());
    EvaluateSpec evaluate = spec.evaluate();
    Evaluation evaluation =
        phase(
            "scoring and sampling",
            () -> Evaluation.of(flow, source, evaluate.samples(), spec.seed()));
    Metrics.Checks checks =
        phase("checking the numbers", () -> checks(flow, source, training.skipped()));
    Metrics metrics = metrics(source.dim(), training, evaluation, checks);
    Pictures pictures =
        new Pictures(flow.with(blueprint.picture()), source, training, evaluation.samples());
    return phase(
        "drawing",
        () -> {
          out.replace(
              directory -> {
                Files.writeString(directory.resolve("metrics.json"), MetricsFormat.write(metrics));
                Files.writeString(directory.resolve("loss.csv"), LossTable.csv(training, source));
                pictures.writeTo(directory, evaluate.grid());
              });
          return metrics;
        });
  }

  private <T> T phase(String what, Supplier<T> work) {
    progress.phase(what);
    try {
      return work.get();
    } catch (SolveException e) {
      throw new RunException(
          "while %s, %s (keys of evaluate.solver)".formatted(what, e.getMessage()), e);
    }
  }

  private TrainingResult train(Source source) {
    int iterations = spec.training().iterations();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void stepped(TrainingStep step) {
            double nfe = step.loss().forwardEvaluations() + step.loss().backwardEvaluations();
            progress.iteration(step.iteration(), iterations, step.loss().nll(), nfe);
          }
        };
    TrainingResult result =
        Trainer.fit(
            blueprint.flow(source.dim(), source.standardization()),
            blueprint.gradient(),
            source.batches(),
            source.validation(),
            blueprint.training(),
            listener);
    if (Double.isFinite(result.best().nll())) return result;
    throw new RunException(
        "training led nowhere: no validation was finite, nor were the gradients of %d of %d iterations;"
                .formatted(result.skipped(), iterations)
            + " lower training.optimizer.adam.rate or loosen solver.tolerance");
  }

  private Metrics.Checks checks(ContinuousFlow flow, Source source, int skipped) {
    DMatrixRMaj few = Rows.head(source.test(), spec.evaluate().checkPoints());
    return new Checks(flow, flow.with(blueprint.reference()), few)
        .run(spec.flow().trace(), spec.seed(), skipped);
  }

  private Metrics metrics(
      int dim, TrainingResult training, Evaluation evaluation, Metrics.Checks checks) {
    List<TrainingStep> steps = training.steps();
    return new Metrics(
        spec.name(),
        dim,
        spec.seed(),
        spec.tree(),
        Machine.current(threads),
        Versions.current(),
        evaluation.test(),
        new Metrics.Nfe(
            mean(steps, step -> step.loss().forwardEvaluations()),
            mean(steps, step -> step.loss().backwardEvaluations()),
            evaluation.scored().evaluations(),
            evaluation.drawn().evaluations()),
        new Metrics.Time(
            training.seconds(),
            training.seconds() / steps.size(),
            evaluation.scored().pointsPerSecond(),
            evaluation.drawn().pointsPerSecond()),
        checks);
  }

  private static double mean(List<TrainingStep> steps, ToDoubleFunction<TrainingStep> value) {
    return steps.stream().mapToDouble(value).average().orElseThrow();
  }
}
