package advect.variational;

import advect.kernel.Activation;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * z' = z + û tanh(w·z + b), which moves points along û by how far they are from a plane.
 *
 * <pre>
 *   û = u + (m(w·u) - w·u) w/|w|²,  m(x) = -1 + log(1 + eˣ),  so  w·û = m > -1,
 *   log |det ∂z'/∂z| = log(1 + m tanh'(w·z + b)).
 * </pre>
 *
 * <p>φ is u {@code [dim]}, w {@code [dim]}, b. At w = 0 û is not defined, and near it |û| is at
 * least |m|/|w|; random w start far from there. Cost: O(dim) a sample, and a root in one dimension
 * for an inverse.
 *
 * <p>Reference: Rezende and Mohamed 2015, arXiv:1505.05770, equations 10 to 12 and appendix A.1.
 *
 * @param dim dimension of z
 */
public record Planar(int dim) implements FlowLayer {
  /** m(log(e - 1)) = 0: there û = 0 for u along w. */
  private static final double STILL = Math.log(Math.E - 1);

  /** Spread of u around a layer that moves nothing. */
  private static final double SPREAD = 0.1;

  private static final double ROOT_ACCURACY = 1e-14;
  private static final int ROOT_EVALUATIONS = 200;

  /** Requires a dimension. */
  public Planar {
    if (dim < 1) throw new IllegalArgumentException("dim must be at least 1, got " + dim);
  }

  @Override
  public int parameterCount() {
    return 2 * dim + 1;
  }

  @Override
  public void initialize(double[] phi, int start, RandomGenerator rng) {
    double square = 0;
    for (int i = 0; i < dim; i++) {
      double w = rng.nextGaussian();
      phi[start + dim + i] = w;
      square += w * w;
    }
    for (int i = 0; i < dim; i++) {
      phi[start + i] = STILL * phi[start + dim + i] / square + SPREAD * rng.nextGaussian();
    }
    phi[start + 2 * dim] = rng.nextGaussian();
  }

  @Override
  public LayerPass pass(int samples) {
    return new PlanarPass(dim, samples);
  }

  /** m(x) = -1 + log(1 + eˣ). */
  static double bound(double x) {
    return Activation.SOFTPLUS.value(x) - 1;
  }

  /**
   * With α = w·z, the moved point has w·z' = α + m tanh(α + b): increasing in α, and within |m| of
   * it.
   */
  @Override
  public void invert(double[] phi, int start, double[] z) {
    double wu = 0;
    double ww = 0;
    double moved = 0;
    for (int i = 0; i < dim; i++) {
      double w = phi[start + dim + i];
      wu += w * phi[start + i];
      ww += w * w;
      moved += w * z[i];
    }
    double b = phi[start + 2 * dim];
    double m = bound(wu);
    double alpha = root(moved, m, b);
    double h = Math.tanh(alpha + b);
    for (int i = 0; i < dim; i++) {
      z[i] -= (phi[start + i] + (m - wu) / ww * phi[start + dim + i]) * h;
    }
  }

  private static double root(double moved, double m, double b) {
    double reach = Math.abs(m) + ROOT_ACCURACY * (1 + Math.abs(moved)); // a bracket, rounded too
    BrentSolver solver = new BrentSolver(ROOT_ACCURACY, ROOT_ACCURACY, ROOT_ACCURACY);
    return solver.solve(
        ROOT_EVALUATIONS,
        alpha -> alpha + m * Math.tanh(alpha + b) - moved,
        moved - reach,
        moved + reach);
  }
}
