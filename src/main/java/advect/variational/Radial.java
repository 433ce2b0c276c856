package advect.variational;

import advect.kernel.Activation;
import java.util.random.RandomGenerator;

/**
 * z' = z + β h (z - c) with h = 1/(α + r) and r = |z - c|, which moves points towards a centre or
 * away from it.
 *
 * <pre>
 *   α = log(1 + eᵃ) > 0,  β = -α + log(1 + eᵇ) > -α,
 *   log |det ∂z'/∂z| = (dim - 1) log(1 + β h) + log(1 + α β h²).
 * </pre>
 *
 * <p>φ is c {@code [dim]}, a, b. Cost: O(dim) a sample.
 *
 * <p>Reference: Rezende and Mohamed 2015, arXiv:1505.05770, equation 14 and appendix A.2.
 *
 * @param dim dimension of z
 */
public record Radial(int dim) implements FlowLayer {
  /** log(1 + eˣ) = 1: with a = b = x the layer moves nothing. */
  private static final double STILL = Math.log(Math.E - 1);

  /** Spread of a and b around a layer that moves nothing. */
  private static final double SPREAD = 0.1;

  /** Requires a dimension. */
  public Radial {
    if (dim < 1) throw new IllegalArgumentException("dim must be at least 1, got " + dim);
  }

  @Override
  public int parameterCount() {
    return dim + 2;
  }

  @Override
  public void initialize(double[] phi, int start, RandomGenerator rng) {
    for (int i = 0; i < dim; i++) phi[start + i] = rng.nextGaussian();
    phi[start + dim] = STILL + SPREAD * rng.nextGaussian();
    phi[start + dim + 1] = STILL + SPREAD * rng.nextGaussian();
  }

  @Override
  public LayerPass pass(int samples) {
    return new RadialPass(dim, samples);
  }

  /** r' = r + β r/(α + r) is a quadratic equation in r, whose other root is negative. */
  @Override
  public void invert(double[] phi, int start, double[] z) {
    double moved = 0;
    for (int i = 0; i < dim; i++) {
      double delta = z[i] - phi[start + i];
      moved += delta * delta;
    }
    moved = Math.sqrt(moved);
    double alpha = Activation.SOFTPLUS.value(phi[start + dim]);
    double beta = Activation.SOFTPLUS.value(phi[start + dim + 1]) - alpha;
    double half = (moved - alpha - beta) / 2;
    double root = Math.sqrt(half * half + alpha * moved);
    double r = half > 0 ? half + root : alpha * moved / (root - half); // no cancellation
    double shrink = moved == 0 ? 1 : r / moved;
    for (int i = 0; i < dim; i++) z[i] = phi[start + i] + shrink * (z[i] - phi[start + i]);
  }
}
