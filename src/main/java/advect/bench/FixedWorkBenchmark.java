package advect.bench;

import advect.flow.ContinuousFlow;
import advect.kernel.Precision;
import advect.numeric.NumericalException;
import advect.train.objective.Batches;
import advect.train.objective.MaximumLikelihood;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Times a {@link Workload}: the solve with its log densities, and the loss with its gradient.
 *
 * <p>No time without the right answer: loss and gradient norm are compared with the reference
 * before the clock starts and again after it has stopped. The tolerance is relative, see {@link
 * #tolerance}.
 */
public final class FixedWorkBenchmark {
  private static final double FLOP_PER_MILLI_PER_GFLOPS = 1e6;

  private final Workload workload;
  private final Conditions conditions;
  private final Stopwatch stopwatch;
  private final double tolerance;
  private final FixedWork work;
  private final ContinuousFlow flow;
  private final DMatrixRMaj points;
  private final double[] theta;
  private final double[] gradient;

  /** A benchmark of one size. */
  public FixedWorkBenchmark(Workload workload, Conditions conditions, Stopwatch stopwatch) {
    this(workload, conditions, stopwatch, tolerance(conditions.precision()));
  }

  FixedWorkBenchmark(
      Workload workload, Conditions conditions, Stopwatch stopwatch, double tolerance) {
    this.workload = workload;
    this.conditions = conditions;
    this.stopwatch = stopwatch;
    this.tolerance = tolerance;
    work = new FixedWork(workload.shape());
    flow = work.flow(conditions.precision(), conditions.threads());
    points = work.points();
    theta = work.theta();
    gradient = new double[theta.length];
  }

  /**
   * Checks and times the work.
   *
   * @param peakGflops what one core could do, in 10⁹ operations a second
   * @throws NumericalException if another answer comes out than the reference
   */
  public BenchReport run(double peakGflops) {
    try (MaximumLikelihood objective =
        new MaximumLikelihood(
            flow, conditions.adjoint().method(work.solver()), Batches.of(i -> points))) {
      checkedGradientNorm(checkedLoss(objective));
      double forward = stopwatch.medianMillis(() -> flow.encodeWithLogDensity(points));
      double both = stopwatch.medianMillis(() -> evaluate(objective));
      double loss = checkedLoss(objective);
      double gflops = workload.shape().gradientFlop() / both / FLOP_PER_MILLI_PER_GFLOPS;
      return new BenchReport(
          workload,
          conditions,
          new BenchReport.Answer(loss, checkedGradientNorm(loss)),
          new BenchReport.Timing(
              forward, both, gflops, gflops / (conditions.threads() * peakGflops)));
    }
  }

  private double evaluate(MaximumLikelihood objective) {
    return objective.evaluate(theta, 0, gradient).value();
  }

  private double checkedLoss(MaximumLikelihood objective) {
    double scored = -Arrays.stream(flow.logDensity(points)).average().orElse(Double.NaN);
    require("loss of the solve alone", scored, workload.loss());
    double loss = evaluate(objective);
    require("loss", loss, workload.loss());
    return loss;
  }

  private double checkedGradientNorm(double loss) {
    double norm = work.peersNorm(gradient);
    require("gradient norm at loss %s".formatted(loss), norm, workload.gradientNorm());
    return norm;
  }

  private void require(String what, double value, double reference) {
    if (Math.abs(value - reference) <= tolerance * reference) return; // false for NaN
    throw new NumericalException(
        "%s: the %s is %s, but must be %s within a share of %s; no time is reported for wrong work"
            .formatted(workload, what, value, reference, tolerance));
  }

  /**
   * The share by which an answer may differ from the reference.
   *
   * <p>float32: a sum of m ≤ 860 products rounds by a share of about √m 2⁻²⁴ ≤ 2e-6, a few layers
   * in a row by a few times that, and the mean over the batch by less; 1e-5 holds for all sizes.
   * float64: its round-off is 5e8 times less, 2e-14; the reference is rounded to twelve digits, up
   * to 1e-12; and the gradients of the peers' adjoint equation and of our steps differ by the error
   * of 20 steps, up to 2e-11 when PyTorch does both: 1e-10. Either catches a slip in the work,
   * which shows in the third digit.
   */
  static double tolerance(Precision precision) {
    return precision == Precision.FLOAT32 ? 1e-5 : 1e-10;
  }
}
