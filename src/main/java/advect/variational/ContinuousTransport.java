package advect.variational;

import advect.field.BoundField;
import advect.field.VectorField;
import advect.flow.dynamics.Directions;
import advect.flow.dynamics.FlowDynamics;
import advect.flow.dynamics.Trace;
import advect.gradient.DifferentiableSolve;
import advect.gradient.FirstSteps;
import advect.gradient.GradientMethod;
import advect.kernel.Kernels;
import advect.kernel.Precision;
import advect.ode.SolveReport;
import advect.ode.SolveStatus;
import advect.parallel.RandomStreams;
import advect.parallel.Shard;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The flow of dz/dt = f(t, z; θ) from time 0 to 1, with log |det ∂z₁/∂z₀| = ∫ tr(∂f/∂z) dt.
 *
 * <p>The trace is exact. Accuracy: that of the solve. Cost: a solve for each shard, whose
 * evaluations carry dim tangents; the reverse is that of the gradient method.
 *
 * <p>Reference: Chen et al. 2018, arXiv:1806.07366, theorem 1 and section 4.
 *
 * @param field f
 * @param method solves and differentiates
 * @param precision of the field's arithmetic
 */
public record ContinuousTransport(VectorField field, GradientMethod method, Precision precision)
    implements Transport {
  /** In float64. */
  public ContinuousTransport(VectorField field, GradientMethod method) {
    this(field, method, Precision.FLOAT64);
  }

  @Override
  public int dim() {
    return field.dim();
  }

  @Override
  public int parameterCount() {
    return field.parameterCount();
  }

  @Override
  public int conditionCount() {
    return 0;
  }

  @Override
  public double[] initialParameters(RandomGenerator rng) {
    return field.initialParameters(rng);
  }

  @Override
  public double[] initialCondition(RandomGenerator rng) {
    return new double[0];
  }

  @Override
  public Pass pass(int samples) {
    return new Solve(samples);
  }

  private final class Solve implements Pass {
    private final BoundField bound = field.bind(Kernels.of(precision));
    private final DifferentiableSolve solve;
    private final double[] y;

    Solve(int samples) {
      FlowDynamics dynamics = new FlowDynamics(bound, dim(), samples, dim());
      Shard all = new Shard(0, 0, samples);
      RandomGenerator unused = new RandomStreams(0).stream(RandomStreams.Purpose.TRACE);
      Directions basis = new Trace.Exact().directions(dim(), all, unused);
      dynamics.directions(basis);
      solve = method.on(dynamics);
      y = new double[(dim() + 1) * samples];
    }

    @Override
    public void parameters(double[] theta) {
      bound.parameters(theta);
    }

    @Override
    public SolveReport forward(double[] condition, double[] z, double[] logDet, FirstSteps memory) {
      System.arraycopy(z, 0, y, 0, z.length);
      Arrays.fill(y, z.length, y.length, 0);
      SolveReport report = solve.forward(0, 1, y, memory);
      System.arraycopy(y, 0, z, 0, z.length);
      System.arraycopy(y, z.length, logDet, 0, logDet.length);
      if (report.status() != SolveStatus.REACHED_END) Arrays.fill(logDet, Double.NaN);
      return report;
    }

    @Override
    public SolveReport backward(
        double[] zbar, double[] logDetBar, double[] conditionBar, double[] thetaBar) {
      System.arraycopy(zbar, 0, y, 0, zbar.length);
      System.arraycopy(logDetBar, 0, y, zbar.length, logDetBar.length);
      SolveReport report = solve.backward(y, thetaBar);
      System.arraycopy(y, 0, zbar, 0, zbar.length);
      if (report.status() != SolveStatus.REACHED_END) Arrays.fill(thetaBar, Double.NaN);
      return report;
    }
  }
}
