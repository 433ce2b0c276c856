package advect.flow.base;

import advect.field.Parameter;
import advect.numeric.ScaleShares;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/**
 * Kernels about many points, each of the same widths: p₀(z) = Σₖ vₖ Σⱼ wⱼ N(z; cⱼ, hₖ² I) with w =
 * softmax(logits), as a kernel density has them about the rows that it was fitted to. Several
 * widths make a kernel with a peak and long tails: rows lie close together in some places and far
 * apart in others.
 *
 * <p>φ is {@code base.logits [kernels]}, {@code base.centres [kernels][dim]}, log h, {@code
 * base.log_bandwidth [widths]}, and, of two widths or more, {@code base.width_logits [widths]} with
 * v = softmax of them. Without given parameters training starts from equal weights and shares, and
 * h = 1, ½, ¼ and so on, about centres drawn from N(0, I), always the same.
 *
 * <p>Where |z - cⱼ|/hₖ is above 1.9e154 for all j and k, log p₀ is below all doubles and so -∞; the
 * score is that of the nearest kernel, and finite.
 *
 * <p>Cost: kernels · dim products a sample, and an exponential for each width of each kernel that
 * is near enough to count.
 *
 * @param dim dimension of z
 * @param kernels number of centres
 * @param widths number of widths
 */
public record KernelMixture(int dim, int kernels, int widths) implements Base {
  /** Requires a dimension, a kernel and a width. */
  public KernelMixture {
    Requirements.dim(dim);
    if (kernels < 1 || widths < 1) {
      throw new IllegalArgumentException(
          "a mixture needs at least 1 kernel of 1 width, got %d of %d".formatted(kernels, widths));
    }
  }

  /**
   * A base with given weights, centres and bandwidths.
   *
   * @param weights {@code [kernels]}, positive; their sum does not matter
   * @param centres {@code [kernels][dim]}, read only
   * @param bandwidths h with their shares v
   * @throws IllegalArgumentException if a weight is not positive, or shapes differ
   */
  public static GivenBase of(double[] weights, DMatrixRMaj centres, ScaleShares bandwidths) {
    if (centres.numRows != weights.length) {
      throw new IllegalArgumentException(
          "expected as many centres as weights, got %d and %d"
              .formatted(centres.numRows, weights.length));
    }
    int widths = bandwidths.count();
    KernelMixture family = new KernelMixture(centres.numCols, weights.length, widths);
    double[] phi = new double[family.parameterCount()];
    for (int j = 0; j < weights.length; j++) {
      requirePositive("weight %d (from 0)".formatted(j), weights[j]);
      phi[j] = Math.log(weights[j]);
    }
    System.arraycopy(centres.data, 0, phi, weights.length, centres.getNumElements());
    int at = family.firstWidth();
    for (int k = 0; k < widths; k++) {
      phi[at + k] = Math.log(bandwidths.scales().get(k));
      if (widths > 1) phi[at + widths + k] = Math.log(bandwidths.shares().get(k));
    }
    return GivenBase.of(family, phi);
  }

  private static void requirePositive(String what, double value) {
    if (value > 0 && Double.isFinite(value)) return;
    throw new IllegalArgumentException(
        "%s must be positive and finite, got %s".formatted(what, value));
  }

  private int firstWidth() {
    return kernels + kernels * dim;
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>();
    all.add(new Parameter("base.logits", List.of(kernels)));
    all.add(new Parameter("base.centres", List.of(kernels, dim)));
    all.add(new Parameter("base.log_bandwidth", List.of(widths)));
    if (widths > 1) all.add(new Parameter("base.width_logits", List.of(widths)));
    return all;
  }

  @Override
  public double[] initialParameters() {
    double[] phi = new double[parameterCount()];
    RandomGenerator rng = new Random(0);
    for (int i = 0; i < kernels * dim; i++) phi[kernels + i] = rng.nextGaussian();
    for (int k = 0; k < widths; k++) phi[firstWidth() + k] = -k * Math.log(2);
    return phi;
  }

  @Override
  public BaseDensity with(double[] phi) {
    Requirements.parameters(this, phi);
    int at = firstWidth();
    return new KernelMixtureDensity(
        Arrays.copyOf(phi, kernels),
        Arrays.copyOfRange(phi, kernels, at),
        Arrays.copyOfRange(phi, at, at + widths),
        widths > 1 ? Arrays.copyOfRange(phi, at + widths, phi.length) : new double[1]);
  }
}
