package advect.flow.transform;

import advect.field.Parameter;
import advect.kernel.Activation;
import java.util.List;
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
 * @param amortized whether every sample brings its own φ
 */
public record Planar(int dim, boolean amortized) implements Elementary {
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

  /** A map whose φ all samples share. */
  public Planar(int dim) {
    this(dim, false);
  }

  @Override
  public List<Parameter> shape() {
    return List.of(
        new Parameter("u", List.of(dim)),
        new Parameter("w", List.of(dim)),
        new Parameter("b", List.of(1)));
  }

  @Override
  public double[] start(RandomGenerator rng) {
    double[] phi = new double[size()];
    double square = 0;
    for (int i = 0; i < dim; i++) {
      double w = rng.nextGaussian();
      phi[dim + i] = w;
      square += w * w;
    }
    for (int i = 0; i < dim; i++) {
      phi[i] = STILL * phi[dim + i] / square + SPREAD * rng.nextGaussian();
    }
    phi[2 * dim] = rng.nextGaussian();
    return phi;
  }

  @Override
  public ElementaryPass evaluate(int samples) {
    return new PlanarPass(dim, samples);
  }

  /** m(x) = -1 + log(1 + eˣ). */
  static double bound(double x) {
    return Activation.SOFTPLUS.value(x) - 1;
  }

  /**
   * α = w·z of the point that is moved to one with w·z' = {@code moved} = α + m tanh(α + b), which
   * increases in α and is within |m| of it.
   */
  static double unmoved(double moved, double m, double b) {
    double reach = Math.abs(m) + ROOT_ACCURACY * (1 + Math.abs(moved)); // a bracket, rounded too
    BrentSolver solver = new BrentSolver(ROOT_ACCURACY, ROOT_ACCURACY, ROOT_ACCURACY);
    return solver.solve(
        ROOT_EVALUATIONS,
        alpha -> alpha + m * Math.tanh(alpha + b) - moved,
        moved - reach,
        moved + reach);
  }
}
