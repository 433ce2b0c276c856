package advect.flow.base;

import advect.field.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/**
 * Kernels of one width about many points: p₀(z) = Σⱼ wⱼ N(z; cⱼ, h² I) with w = softmax(logits), as
 * a kernel density has them about the rows that it was fitted to.
 *
 * <p>φ is {@code base.logits [kernels]}, {@code base.centres [kernels][dim]} and log h, {@code
 * base.log_bandwidth [1]}. Without given parameters training starts from equal weights and h = 1
 * about centres drawn from N(0, I), always the same.
 *
 * <p>Where |z - cⱼ|/h is above 1.9e154 for all j, log p₀ is below all doubles and so -∞; the score
 * is that of the nearest kernel, and finite.
 *
 * <p>Cost: kernels · dim products and at most as many exponentials as there are kernels a sample.
 *
 * @param dim dimension of z
 * @param kernels number of centres
 */
public record KernelMixture(int dim, int kernels) implements Base {
  /** Requires a dimension and a kernel. */
  public KernelMixture {
    Requirements.dim(dim);
    if (kernels < 1) {
      throw new IllegalArgumentException("a mixture needs at least 1 kernel, got " + kernels);
    }
  }

  /**
   * A base with given weights, centres and bandwidth.
   *
   * @param weights {@code [kernels]}, positive; their sum does not matter
   * @param centres {@code [kernels][dim]}, read only
   * @param bandwidth h, positive
   * @throws IllegalArgumentException if a weight or h is not positive, or shapes differ
   */
  public static GivenBase of(double[] weights, DMatrixRMaj centres, double bandwidth) {
    if (centres.numRows != weights.length) {
      throw new IllegalArgumentException(
          "expected as many centres as weights, got %d and %d"
              .formatted(centres.numRows, weights.length));
    }
    KernelMixture family = new KernelMixture(centres.numCols, weights.length);
    double[] phi = new double[family.parameterCount()];
    for (int j = 0; j < weights.length; j++) {
      requirePositive("weight %d (from 0)".formatted(j), weights[j]);
      phi[j] = Math.log(weights[j]);
    }
    System.arraycopy(centres.data, 0, phi, weights.length, centres.getNumElements());
    requirePositive("the bandwidth", bandwidth);
    phi[phi.length - 1] = Math.log(bandwidth);
    return GivenBase.of(family, phi);
  }

  private static void requirePositive(String what, double value) {
    if (value > 0 && Double.isFinite(value)) return;
    throw new IllegalArgumentException(
        "%s must be positive and finite, got %s".formatted(what, value));
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("base.logits", List.of(kernels)),
        new Parameter("base.centres", List.of(kernels, dim)),
        new Parameter("base.log_bandwidth", List.of(1)));
  }

  @Override
  public double[] initialParameters() {
    double[] phi = new double[parameterCount()];
    RandomGenerator rng = new Random(0);
    for (int i = 0; i < kernels * dim; i++) phi[kernels + i] = rng.nextGaussian();
    return phi;
  }

  @Override
  public BaseDensity with(double[] phi) {
    Requirements.parameters(this, phi);
    double[] centres = Arrays.copyOfRange(phi, kernels, phi.length - 1);
    return new KernelMixtureDensity(
        Arrays.copyOf(phi, kernels), centres, Math.exp(phi[phi.length - 1]));
  }
}
