package advect.flow.base;

import advect.field.Parameter;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * N(m, L Lᵀ): log p₀(z) = -|L⁻¹ (z - m)|²/2 - Σᵢ log Lᵢᵢ - (dim/2) log 2π, where L is lower
 * triangular with a positive diagonal.
 *
 * <p>φ is m, {@code base.mean [dim]}; log Lᵢᵢ, {@code base.log_diagonal [dim]}; and L below its
 * diagonal row by row, {@code base.below_diagonal [dim (dim-1)/2]}. Without given parameters
 * training starts from N(0, I). Cost: dim²/2 products a sample.
 *
 * <p>Where |L⁻¹ (z - m)| is above 1.9e154, log p₀ is below all doubles and so -∞; the score stays
 * finite.
 *
 * @param dim dimension of z
 */
public record MultivariateNormal(int dim) implements Base {
  /** Requires a dimension. */
  public MultivariateNormal {
    NormalPlace.requireDim(dim);
  }

  /**
   * A base with given mean and covariance.
   *
   * @param covariance {@code [dim][dim]}, positive definite, read only
   * @throws IllegalArgumentException if it is not, or shapes differ
   */
  public static GivenBase of(double[] mean, DMatrixRMaj covariance) {
    MultivariateNormal family = new MultivariateNormal(mean.length);
    double[] phi = new double[family.parameterCount()];
    family.place().put("the base", mean, covariance, phi);
    return GivenBase.of(family, phi);
  }

  private NormalPlace place() {
    return new NormalPlace(dim, 0, dim, 2 * dim);
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("base.mean", List.of(dim)),
        new Parameter("base.log_diagonal", List.of(dim)),
        new Parameter("base.below_diagonal", List.of(NormalPlace.belowCount(dim))));
  }

  @Override
  public double[] initialParameters() {
    return new double[parameterCount()];
  }

  @Override
  public BaseDensity with(double[] phi) {
    Requirements.parameters(this, phi);
    return new MultivariateNormalDensity(new CholeskyNormal(phi, place()));
  }
}
