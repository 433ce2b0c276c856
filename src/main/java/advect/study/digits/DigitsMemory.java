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
import advect.study.LiveHeap;
import advect.supervised.EmpiricalRisk;
import advect.supervised.Examples;
import advect.supervised.Loss;
import advect.supervised.NeuralOde;
import advect.supervised.ResidualNet;
import advect.train.objective.SolveOptions;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Live heap of the gradient of 64 examples against the depth of a net: residual layers, each with
 * its parameters, beside Euler steps of one neural ODE.
 */
final class DigitsMemory {
  private static final int[] DEPTHS = {8, 16, 32, 64, 128, 256};
  private static final int SAMPLES = 64;

  private final Examples examples;
  private final NeuralOde ode;

  DigitsMemory(DigitsModel ode, Examples examples) {
    this.ode = ode.net();
    this.examples = examples.select(IntStream.range(0, SAMPLES).toArray());
  }

  /** Measures every depth, adds its figures and draws them. */
  Figure measure(Map<String, Double> test) {
    List<Line> lines = new ArrayList<>();
    lines.add(line("residual net", "kib_residual_depth_", test, 0, this::residual));
    lines.add(
        line(
            "ODE, all kept",
            "kib_ode_kept_depth_",
            test,
            1,
            n -> kibibytes(ode, new CheckpointedAdjoint(euler(n), Long.MAX_VALUE))));
    lines.add(
        line(
            "ODE, checkpointed",
            "kib_ode_checkpointed_depth_",
            test,
            2,
            n -> kibibytes(ode, new CheckpointedAdjoint(euler(n), 0))));
    lines.add(
        line(
            "ODE, continuous adjoint",
            "kib_ode_continuous_depth_",
            test,
            3,
            n -> kibibytes(ode, new ContinuousAdjoint(euler(n)))));
    return ChartFigure.of(
        List.of(
            new Chart(
                "",
                AxisQuantity.logarithmic("layers, or Euler steps"),
                AxisQuantity.logarithmic("live heap of a gradient (KiB)"),
                lines)),
        1);
  }

  private static Line line(
      String name, String key, Map<String, Double> test, int color, IntToDoubleFunction measure) {
    double[] kibibytes = new double[DEPTHS.length];
    for (int i = 0; i < DEPTHS.length; i++) {
      kibibytes[i] = measure.applyAsDouble(DEPTHS[i]);
      test.put(key + DEPTHS[i], kibibytes[i]);
    }
    double[] x = IntStream.of(DEPTHS).asDoubleStream().toArray();
    return new Line(Curve.of(name, x, kibibytes), Style.MARKED, color);
  }

  private double residual(int layers) {
    ResidualNet net = DigitsModel.untied(layers);
    return kibibytes(net.net(), new CheckpointedAdjoint(net.solver(), Long.MAX_VALUE));
  }

  private static RungeKutta euler(int steps) {
    return new RungeKutta(Tableaux.EULER, Steps.fixed(steps));
  }

  /** Of a gradient just found, with its memory still reachable. */
  private double kibibytes(NeuralOde net, GradientMethod method) {
    double[] theta = net.initialParameters(1);
    double[] thetaBar = new double[theta.length];
    SolveOptions engine = new SolveOptions(method, Precision.FLOAT32, new Parallelism(SAMPLES, 1));
    double before = LiveHeap.kibibytes();
    EmpiricalRisk risk = new EmpiricalRisk(net, Loss.CROSS_ENTROPY, engine, examples);
    try (risk) {
      risk.evaluate(theta, 0, thetaBar);
      return LiveHeap.kibibytes() - before;
    } finally {
      Reference.reachabilityFence(risk);
    }
  }
}
