package advect.flow.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.field.BoundField;
import advect.field.VectorField;
import advect.gradient.CheckpointedAdjoint;
import advect.gradient.DifferentiableSolve;
import advect.gradient.GradientMethod;
import advect.kernel.Precision;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.parallel.Shard;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * L = ⟨w, y(t1)⟩ of a solve in float64 with random w, as a function of θ, the context and y(t0),
 * which lie in one vector in this order.
 */
final class Solves {
  static final int SAMPLES = 3;

  /** Steps that do not depend on the point: then L is a smooth function of it. */
  static final RungeKutta FROZEN = new RungeKutta(Tableaux.DOPRI5, Steps.fixed(5));

  static final RungeKutta TIGHT = new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-10));

  private static final double T0 = 0.9;
  private static final double T1 = 0.2;

  /** Error h² |L'''| / 6 + 1e-15 / h: some 1e-10. */
  private static final double H = 3e-5;

  private static final int DIRECTIONS = 6;

  final FlowDynamics dynamics;
  private final BoundField bound;
  private final int theta;
  private final int context;
  private final int size;
  private final double[] point;
  private final double[] weights;
  private int evaluations;

  Solves(VectorField field, Trace trace, List<RunningCost> costs) {
    Random random = new Random(3);
    int dim = field.dim();
    bound = field.bind(Precision.FLOAT64);
    dynamics = new FlowDynamics(bound, dim, SAMPLES, trace.tangents(dim), costs);
    dynamics.directions(trace.directions(dim, new Shard(0, 0, SAMPLES), random));
    theta = field.parameterCount();
    context = field.contextDim() * SAMPLES;
    size = dynamics.stateSize() + dynamics.costSize();
    point = Arrays.copyOf(field.initialParameters(random), theta + context + size);
    for (int i = theta; i < point.length; i++) point[i] = random.nextGaussian();
    weights = random.doubles(size, -1, 1).toArray();
  }

  /** y(t1). */
  double[] end(RungeKutta solver) {
    double[] y = new double[size];
    forward(point, new CheckpointedAdjoint(solver).on(dynamics), y);
    return y;
  }

  /** Evaluations of the last solve. */
  int evaluations() {
    return evaluations;
  }

  double[] gradient(GradientMethod method) {
    DifferentiableSolve solve = method.on(dynamics);
    forward(point, solve, new double[size]);
    double[] ybar = weights.clone();
    double[] gradient = new double[theta + context];
    solve.backward(ybar, gradient).orThrow();
    double[] all = Arrays.copyOf(gradient, point.length);
    System.arraycopy(ybar, 0, all, gradient.length, size);
    return all;
  }

  private double forward(double[] at, DifferentiableSolve solve, double[] y) {
    bound.parameters(Arrays.copyOf(at, theta));
    if (context > 0) dynamics.context(Arrays.copyOfRange(at, theta, theta + context));
    System.arraycopy(at, theta + context, y, 0, size);
    evaluations = solve.forward(T0, T1, y).orThrow().evaluations();
    return dot(weights, y);
  }

  /**
   * θ, the context, and the state each by itself, along directions of length 1 that move all its
   * numbers: a direction's slope is at most √n times the largest of n, mostly less than that alone.
   */
  void requireDifferences(double[] gradient) {
    Random random = new Random(5);
    int[][] parts = {
      {0, theta}, {theta, theta + context}, {theta + context, theta + context + size}
    };
    for (int[] part : parts) {
      double[] own = Arrays.copyOfRange(gradient, part[0], part[1]);
      double tolerance = 1e-6 * Math.max(largest(own), 1e-2);
      for (int i = 0; i < DIRECTIONS && own.length > 0; i++) {
        double[] direction = direction(part[0], part[1], random);
        double slope = dot(gradient, direction);
        assertThat(slope).isCloseTo(difference(direction), within(tolerance));
      }
    }
  }

  private double[] direction(int from, int to, Random random) {
    double[] direction = new double[point.length];
    for (int i = from; i < to; i++) direction[i] = random.nextGaussian();
    double length = Math.sqrt(dot(direction, direction));
    Arrays.setAll(direction, i -> direction[i] / length);
    return direction;
  }

  private double difference(double[] direction) {
    return (moved(direction, H) - moved(direction, -H)) / (2 * H);
  }

  private double moved(double[] direction, double h) {
    double[] at = point.clone();
    for (int i = 0; i < at.length; i++) at[i] += h * direction[i];
    return forward(at, new CheckpointedAdjoint(FROZEN).on(dynamics), new double[size]);
  }

  static double largest(double[] x) {
    return Arrays.stream(x).map(Math::abs).max().orElse(0);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
    return sum;
  }
}
