package advect.experiment;

import advect.experiment.spec.PhaseSpec;
import advect.flow.ContinuousFlow;
import advect.plot.LossFigure;
import advect.plot.chart.Figure;
import advect.plot.data.Curve;
import advect.train.TrainingResult;
import advect.train.TrainingStep;
import advect.train.Validation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** The pictures of a result: how training went, and, in one or two dimensions, the density. */
final class Pictures {
  private final ContinuousFlow flow;
  private final Source source;
  private final TrainingResult training;
  private final List<PhaseSpec> phases;
  private final HeldOutEvaluation evaluation;

  /**
   * @param flow evaluates as precisely as pictures need
   * @param phases of the training
   * @param evaluation of the same flow
   */
  Pictures(
      ContinuousFlow flow,
      Source source,
      TrainingResult training,
      List<PhaseSpec> phases,
      HeldOutEvaluation evaluation) {
    this.flow = flow;
    this.source = source;
    this.training = training;
    this.phases = phases;
    this.evaluation = evaluation;
  }

  void writeTo(Path directory, int grid) throws IOException {
    Figure loss = loss();
    loss.writePng(directory.resolve("loss.png"));
    loss.writeSvg(directory.resolve("loss.svg"));
    if (source.plain() && source.dim() == 1) {
      new LinePictures(flow, source, evaluation.samples()).writeTo(directory, grid);
    }
    if (source.plain() && source.dim() == 2) {
      new PlanePictures(flow, source, evaluation.samples()).writeTo(directory, grid);
    }
    if (source.table().isPresent()) {
      new TablePictures(source.table().get(), flow, evaluation).writeTo(directory);
    }
  }

  private Figure loss() {
    List<TrainingStep> steps = training.steps().stream().filter(this::isLikelihood).toList();
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

  private boolean isLikelihood(TrainingStep step) {
    return phases.get(training.phase(step.iteration())).isLikelihood();
  }

  private static <T> Curve curve(
      String name, List<T> items, ToDoubleFunction<T> x, ToDoubleFunction<T> y) {
    return Curve.of(
        name, items.stream().mapToDouble(x).toArray(), items.stream().mapToDouble(y).toArray());
  }
}
