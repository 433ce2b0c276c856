package advect.experiment;

import advect.data.TableReader;
import advect.data.ToyDistribution;
import advect.experiment.result.Machine;
import advect.experiment.result.Metrics;
import advect.experiment.result.MetricsFormat;
import advect.experiment.result.ResultsDirectory;
import advect.experiment.result.Versions;
import advect.experiment.spec.DataSpec;
import advect.experiment.spec.ExperimentSpec;
import advect.experiment.spec.SpecException;
import advect.flow.ContinuousFlow;
import advect.train.Trainer;
import advect.train.TrainingListener;
import advect.train.TrainingResult;
import advect.train.TrainingStep;
import java.nio.file.Files;
import java.util.List;
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
   * @throws SpecException if the parts of the specification do not go together
   * @throws advect.data.InputException if the data cannot be learned from
   * @throws advect.train.TrainingException if training cannot go on
   */
  public static Metrics run(
      ExperimentSpec spec, ResultsDirectory out, int threads, Progress progress) {
    return new ExperimentRun(spec, threads, progress).run(out);
  }

  private Metrics run(ResultsDirectory out) {
    Source source = source();
    TrainingResult training = train(source);
    ContinuousFlow flow = training.flow().with(blueprint.evaluation());
    progress.phase("scoring and sampling");
    Evaluation evaluation = Evaluation.of(flow, source, spec);
    progress.phase("checking the numbers");
    Metrics metrics = metrics(source, training, evaluation, checks(flow, source, training));
    progress.phase("drawing");
    Pictures pictures = new Pictures(flow.with(blueprint.picture()), source, training, evaluation);
    out.replace(
        directory -> {
          Files.writeString(directory.resolve("metrics.json"), MetricsFormat.write(metrics));
          pictures.writeTo(directory, spec.evaluate().grid());
        });
    return metrics;
  }

  private Source source() {
    if (spec.data() instanceof DataSpec.Toy toy) {
      return new ToySource(ToyDistribution.named(toy.name()), spec);
    }
    DataSpec.Table table = (DataSpec.Table) spec.data();
    return new TableSource(
        TableReader.read(table.source(), table.columns()), table.split(), spec.seed());
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
    return Trainer.fit(
        blueprint.flow(source.dim(), source.standardization()),
        blueprint.gradient(),
        source.batches(spec.training().batch()),
        source.validation(),
        blueprint.training(),
        listener);
  }

  private Metrics.Checks checks(ContinuousFlow flow, Source source, TrainingResult training) {
    DMatrixRMaj test = source.test();
    int rows = Math.min(spec.evaluate().checkPoints(), test.numRows);
    DMatrixRMaj few = new DMatrixRMaj(rows, test.numCols);
    System.arraycopy(test.data, 0, few.data, 0, few.getNumElements());
    return new Checks(flow, blueprint, few).run(spec, training.skipped());
  }

  private Metrics metrics(
      Source source, TrainingResult training, Evaluation evaluation, Metrics.Checks checks) {
    List<TrainingStep> steps = training.steps();
    return new Metrics(
        spec.name(),
        source.dim(),
        spec.seed(),
        spec.tree(),
        Machine.current(threads),
        Versions.current(),
        evaluation.test(),
        new Metrics.Nfe(
            mean(steps, step -> step.loss().forwardEvaluations()),
            mean(steps, step -> step.loss().backwardEvaluations()),
            evaluation.densityEvaluations(),
            evaluation.sampleEvaluations()),
        new Metrics.Time(
            training.seconds(),
            training.seconds() / steps.size(),
            evaluation.scorePointsPerSecond(),
            evaluation.samplePointsPerSecond()),
        checks);
  }

  private static double mean(List<TrainingStep> steps, ToDoubleFunction<TrainingStep> value) {
    return steps.stream().mapToDouble(value).average().orElseThrow();
  }
}
