package advect.experiment;

import advect.experiment.learned.Learned;
import advect.experiment.spec.PhaseSpec;
import advect.flow.ContinuousFlow;
import advect.flow.Density;
import advect.flow.FlowSettings;
import advect.plot.LossFigure;
import advect.plot.chart.Figure;
import advect.plot.data.Curve;
import advect.train.TrainedFlow;
import advect.train.TrainingResult;
import advect.train.TrainingStep;
import advect.train.Validation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** The pictures of a result: how training went, and, in one or two dimensions, the density. */
final class Pictures {
  private final Learned trained;
  private final FlowSettings settings;
  private final Source source;
  private final List<PhaseSpec> phases;
  private final HeldOutEvaluation evaluation;

  /**
   * @param settings as precise as pictures need
   * @param phases of the training
   * @param evaluation of the same flow
   */
  Pictures(
      Learned trained,
      FlowSettings settings,
      Source source,
      List<PhaseSpec> phases,
      HeldOutEvaluation evaluation) {
    this.trained = trained;
    this.settings = settings;
    this.source = source;
    this.phases = phases;
    this.evaluation = evaluation;
  }

  void writeTo(Path directory, int grid) throws IOException {
    Optional<TrainedFlow> first = trained.trained().stream().findFirst();
    if (first.isPresent()) {
      Figure loss = loss(first.get().training());
      loss.writePng(directory.resolve("loss.png"));
      loss.writeSvg(directory.resolve("loss.svg"));
    }
    Density density = trained.density(settings);
    Optional<ContinuousFlow> flow = first.map(t -> t.flow().with(settings));
    if (source.plain() && source.dim() == 1) {
      new LinePictures(density, flow, source, evaluation.samples()).writeTo(directory, grid);
    }
    if (source.plain() && source.dim() == 2) {
      new PlanePictures(density, flow, source, evaluation.samples()).writeTo(directory, grid);
    }
    if (source.table().isPresent()) {
      new TablePictures(source.table().get(), density, evaluation).writeTo(directory);
    }
  }

  private Figure loss(TrainingResult training) {
    List<TrainingStep> steps =
        training.steps().stream().filter(step -> isLikelihood(training, step)).toList();
    List<Validation> validations = training.validations();
    double ofTraining = source.training().jacobian();
    double ofValidation = source.held().validationJacobian();
    OptionalDouble entropy = source.truth().stream().mapToDouble(Source.Truth::entropy).findFirst();
    return LossFigure.of(
        curve("train", steps, TrainingStep::iteration, step -> step.loss().value() - ofTraining),
        curve("validation", validations, Validation::iteration, v -> v.loss() - ofValidation),
        new LossFigure.Notes(
            source.table().isPresent() ? source.nllName() + " (nats)" : LossFigure.NLL,
            entropy,
            OptionalDouble.of(training.seconds())));
  }

  private boolean isLikelihood(TrainingResult training, TrainingStep step) {
    return phases.get(training.phase(step.iteration())).isLikelihood();
  }

  private static <T> Curve curve(
      String name, List<T> items, ToDoubleFunction<T> x, ToDoubleFunction<T> y) {
    return Curve.of(
        name, items.stream().mapToDouble(x).toArray(), items.stream().mapToDouble(y).toArray());
  }
}
