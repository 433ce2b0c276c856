package advect.study.digits;

import advect.gradient.CheckpointedAdjoint;
import advect.gradient.ContinuousAdjoint;
import advect.gradient.GradientMethod;
import advect.kernel.Precision;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.parallel.Parallelism;
import advect.plot.ChartFigure;
import advect.plot.ChartFigure.AxisQuantity;
import advect.plot.ChartFigure.Chart;
import advect.plot.ChartFigure.Line;
import advect.plot.ChartFigure.Style;
import advect.plot.chart.Figure;
import advect.plot.data.Curve;
import advect.study.ProcessorTime;
import advect.supervised.EmpiricalRisk;
import advect.supervised.Examples;
import advect.supervised.Fit;
import advect.supervised.Loss;
import advect.supervised.Predictor.Prediction;
import advect.train.objective.LossReport;
import advect.train.objective.SolveOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What a trained net costs at each accuracy: the dial that a solver's tolerance is (Chen et al.
 * 2018, figure 3). All in float64 on one thread.
 */
final class AccuracyDial {
  /** A shard is a solve, so evaluations are those of 64 rows together. */
  private static final Parallelism ONE_THREAD = new Parallelism(64, 1);

  private static final double EXACT = 1e-12;
  private static final double MILLIS = 1e3;

  private final Fit fit;
  private final Examples examples;
  private final Prediction exact;
  private final double[] exactGradient;
  private final List<Reading> readings = new ArrayList<>();

  /** What one tolerance costs and gives, forward and by each gradient. */
  private record Reading(
      double tolerance, ForwardCost forward, GradientCost continuous, GradientCost checkpointed) {}

  /**
   * A forward pass.
   *
   * @param evaluations of a solve
   * @param error root mean square error of outputs, relative to theirs
   * @param milliseconds of processor time of a pass over all rows
   */
  private record ForwardCost(double evaluations, double error, double milliseconds) {}

  /**
   * A gradient.
   *
   * @param evaluations of the continuous adjoint's backward solve, or reverse ones of the other
   * @param error relative to its length
   */
  private record GradientCost(double evaluations, double error) {}

  /** Measures a trained net on rows at each tolerance. */
  AccuracyDial(Fit fit, Examples examples, List<Double> tolerances) {
    this.fit = fit;
    this.examples = examples;
    exact = predict(EXACT);
    exactGradient = new double[fit.net().parameterCount()];
    gradient(new CheckpointedAdjoint(solver(EXACT)), exactGradient);
    for (double tolerance : tolerances) readings.add(measure(tolerance));
  }

  private Reading measure(double tolerance) {
    Prediction prediction = predict(tolerance);
    RungeKutta solver = solver(tolerance);
    return new Reading(
        tolerance,
        new ForwardCost(
            prediction.evaluations(),
            distance(prediction.outputs().data, exact.outputs().data),
            MILLIS * ProcessorTime.bestSeconds(() -> predict(tolerance))),
        backward(new ContinuousAdjoint(solver)),
        backward(new CheckpointedAdjoint(solver)));
  }

  private GradientCost backward(GradientMethod method) {
    double[] gradient = new double[exactGradient.length];
    LossReport report = gradient(method, gradient);
    return new GradientCost(report.backwardEvaluations(), distance(gradient, exactGradient));
  }

  private Prediction predict(double tolerance) {
    RungeKutta solver = solver(tolerance);
    SolveOptions engine = engine(new CheckpointedAdjoint(solver));
    return fit.predictor(solver, engine).evaluate(examples.inputs());
  }

  private LossReport gradient(GradientMethod method, double[] thetaBar) {
    try (EmpiricalRisk risk =
        new EmpiricalRisk(fit.net(), Loss.CROSS_ENTROPY, engine(method), examples)) {
      return risk.evaluate(fit.parameters(), 0, thetaBar);
    }
  }

  private static SolveOptions engine(GradientMethod method) {
    return new SolveOptions(method, Precision.FLOAT64, ONE_THREAD);
  }

  private static RungeKutta solver(double tolerance) {
    return new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(tolerance));
  }

  private static double distance(double[] a, double[] exact) {
    double error = 0;
    double size = 0;
    for (int i = 0; i < a.length; i++) {
      error += (a[i] - exact[i]) * (a[i] - exact[i]);
      size += exact[i] * exact[i];
    }
    return Math.sqrt(error / size);
  }

  /** Adds the figures of every tolerance, such as {@code nfe_forward_1e-3}. */
  void note(Map<String, Double> test) {
    for (Reading m : readings) {
      String key = "_1e" + Math.round(Math.log10(m.tolerance));
      test.put("numerical_error" + key, m.forward.error);
      test.put("nfe_forward" + key, m.forward.evaluations);
      test.put("nfe_continuous_adjoint" + key, m.continuous.evaluations);
      test.put("nfe_checkpointed_adjoint" + key, m.checkpointed.evaluations);
      test.put("gradient_error_continuous_adjoint" + key, m.continuous.error);
      test.put("gradient_error_checkpointed_adjoint" + key, m.checkpointed.error);
    }
  }

  /** The four charts. */
  Figure picture(double epochs) {
    AxisQuantity forward = AxisQuantity.linear("evaluations of a forward solve");
    double[] nfe = column(m -> m.forward.evaluations);
    return ChartFigure.of(
        List.of(
            new Chart(
                "",
                forward,
                AxisQuantity.logarithmic("relative error of outputs"),
                List.of(line("", nfe, column(m -> m.forward.error), Style.MARKED, 0))),
            new Chart(
                "",
                forward,
                AxisQuantity.linear("processor time for all test rows (ms)"),
                List.of(line("", nfe, column(m -> m.forward.milliseconds), Style.MARKED, 0))),
            new Chart(
                "",
                forward,
                AxisQuantity.linear("evaluations backward"),
                List.of(
                    line(
                        "continuous adjoint",
                        nfe,
                        column(m -> m.continuous.evaluations),
                        Style.MARKED,
                        0),
                    line(
                        "checkpointed adjoint",
                        nfe,
                        column(m -> m.checkpointed.evaluations),
                        Style.MARKED,
                        1),
                    line("as many", span(nfe), span(nfe), Style.DASHED, 5))),
            overTraining(epochs)),
        2);
  }

  private Chart overTraining(double epochs) {
    List<LossReport> history = fit.history();
    double[] x =
        IntStream.range(0, history.size())
            .mapToDouble(i -> epochs * (i + 1) / history.size())
            .toArray();
    double[] y = history.stream().mapToDouble(LossReport::forwardEvaluations).toArray();
    return new Chart(
        "",
        AxisQuantity.linear("epoch of training"),
        AxisQuantity.linear("evaluations of a forward solve"),
        List.of(line("", x, y, Style.LINE, 0)));
  }

  private static double[] span(double[] values) {
    return new double[] {StatUtils.min(values), StatUtils.max(values)};
  }

  private double[] column(ToDoubleFunction<Reading> figure) {
    return readings.stream().mapToDouble(figure).toArray();
  }

  private static Line line(String name, double[] x, double[] y, Style style, int color) {
    return new Line(Curve.of(name, x, y), style, color);
  }
}
