package advect.flow.transform;

import advect.field.Parameter;
import java.util.List;
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
 * @param amortized whether every sample brings its own φ
 */
public record Radial(int dim, boolean amortized) implements Elementary {
  /** log(1 + eˣ) = 1: with a = b = x the layer moves nothing. */
  private static final double STILL = Math.log(Math.E - 1);

  /** Spread of a and b around a layer that moves nothing. */
  private static final double SPREAD = 0.1;

  /** Requires a dimension. */
  public Radial {
    if (dim < 1) throw new IllegalArgumentException("dim must be at least 1, got " + dim);
  }

  /** A map whose φ all samples share. */
  public Radial(int dim) {
    this(dim, false);
  }

  @Override
  public List<Parameter> shape() {
    return List.of(
        new Parameter("centre", List.of(dim)),
        new Parameter("a", List.of(1)),
        new Parameter("b", List.of(1)));
  }

  @Override
  public double[] start(RandomGenerator rng) {
    double[] phi = new double[size()];
    for (int i = 0; i < dim; i++) phi[i] = rng.nextGaussian();
    phi[dim] = STILL + SPREAD * rng.nextGaussian();
    phi[dim + 1] = STILL + SPREAD * rng.nextGaussian();
    return phi;
  }

  @Override
  public ElementaryPass evaluate(int samples) {
    return new RadialPass(dim, samples);
  }
}
