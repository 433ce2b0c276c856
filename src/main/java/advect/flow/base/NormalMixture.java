package advect.flow.base;

import advect.field.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/**
 * A mixture of normals: p₀(z) = Σₖ wₖ N(z; mₖ, Lₖ Lₖᵀ) with w = softmax(logits), for data in
 * several pieces, which a flow from one piece could only tear apart.
 *
 * <p>φ is {@code base.logits [components]}, {@code base.means [components][dim]}, the logarithms of
 * the diagonals, {@code base.log_diagonals [components][dim]}, and the L below them row by row,
 * {@code base.below_diagonals [components][dim (dim-1)/2]}. Without given parameters training
 * starts from equal weights and L = I about means drawn from N(0, I), always the same.
 *
 * <p>Where |Lₖ⁻¹ (z - mₖ)| is above 1.9e154 for all k, log p₀ is below all doubles and so -∞; the
 * score is that of the normal for which it is least, and finite.
 *
 * <p>Cost: components · dim²/2 products and components exponentials a sample.
 *
 * @param dim dimension of z
 * @param components number of normals
 */
public record NormalMixture(int dim, int components) implements Base {
  /** Requires a dimension and a component. */
  public NormalMixture {
    NormalPlace.requireDim(dim);
    if (components < 1) {
      throw new IllegalArgumentException("a mixture needs at least 1 component, got " + components);
    }
  }

  /**
   * A base with given weights, means and covariances.
   *
   * @param weights {@code [components]}, positive; their sum does not matter
   * @param means {@code [components][dim]}, read only
   * @param covariances {@code [dim][dim]} each, positive definite, read only
   * @throws IllegalArgumentException if a weight or covariance is not positive, or shapes differ
   */
  public static GivenBase of(double[] weights, DMatrixRMaj means, List<DMatrixRMaj> covariances) {
    if (means.numRows != weights.length || covariances.size() != weights.length) {
      throw new IllegalArgumentException(
          "expected as many means and covariances as weights, got %d, %d and %d"
              .formatted(means.numRows, covariances.size(), weights.length));
    }
    NormalMixture family = new NormalMixture(means.numCols, weights.length);
    double[] phi = new double[family.parameterCount()];
    for (int k = 0; k < weights.length; k++) {
      if (!(weights[k] > 0 && Double.isFinite(weights[k]))) {
        throw new IllegalArgumentException(
            "weight %d (from 0) must be positive, got %s; leave out components without weight"
                .formatted(k, weights[k]));
      }
      phi[k] = Math.log(weights[k]);
      int row = k * means.numCols;
      double[] mean = Arrays.copyOfRange(means.data, row, row + means.numCols);
      family.place(k).put("component %d (from 0)".formatted(k), mean, covariances.get(k), phi);
    }
    return GivenBase.of(family, phi);
  }

  /** Where φ has component k. */
  private NormalPlace place(int k) {
    int means = components;
    int diagonals = means + components * dim;
    int below = diagonals + components * dim;
    return new NormalPlace(
        dim, means + k * dim, diagonals + k * dim, below + k * NormalPlace.belowCount(dim));
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("base.logits", List.of(components)),
        new Parameter("base.means", List.of(components, dim)),
        new Parameter("base.log_diagonals", List.of(components, dim)),
        new Parameter("base.below_diagonals", List.of(components, NormalPlace.belowCount(dim))));
  }

  @Override
  public double[] initialParameters() {
    double[] phi = new double[parameterCount()];
    RandomGenerator rng = new Random(0);
    for (int i = 0; i < components * dim; i++) phi[components + i] = rng.nextGaussian();
    return phi;
  }

  @Override
  public BaseDensity with(double[] phi) {
    Requirements.parameters(this, phi);
    CholeskyNormal[] normals = new CholeskyNormal[components];
    Arrays.setAll(normals, k -> new CholeskyNormal(phi, place(k)));
    return new NormalMixtureDensity(Arrays.copyOf(phi, components), List.of(normals));
  }
}
