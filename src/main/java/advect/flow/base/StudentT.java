package advect.flow.base;

import advect.field.Parameter;
import java.util.Arrays;
import java.util.List;

/**
 * Coordinates that are independent and have Student's t distribution, each with its own ν: tails
 * like |z|^-(ν+1) for data whose tails no vector field could stretch from a normal's.
 *
 * <pre>
 *   log p₀(z) = Σⱼ log Γ((νⱼ+1)/2) - log Γ(νⱼ/2) - log(νⱼ π)/2 - (νⱼ+1)/2 log(1 + zⱼ²/νⱼ)
 * </pre>
 *
 * <p>φ is log ν, {@code base.log_nu [dim]}. A ν below {@value #LEAST}, where doubles are too few
 * for the tails, or above {@value #MOST}, where t is normal, is taken for that bound, and learns no
 * more. Without given parameters training starts from ν = {@value #START}.
 *
 * <p>Scale and place are the standardization's and the field's. Cost: O(dim) a sample.
 *
 * @param dim dimension of z
 */
public record StudentT(int dim) implements Base {
  /** The least ν. */
  public static final double LEAST = 0.25;

  /** The greatest ν. */
  public static final double MOST = 1e8;

  private static final double START = 10;

  /** Requires a dimension. */
  public StudentT {
    Requirements.dim(dim);
  }

  /**
   * A base with given ν.
   *
   * @param nu one a coordinate, from {@value #LEAST} to {@value #MOST}
   * @throws IllegalArgumentException if a ν is outside
   */
  public static GivenBase of(double... nu) {
    for (int j = 0; j < nu.length; j++) {
      if (!(nu[j] >= LEAST && nu[j] <= MOST)) {
        throw new IllegalArgumentException(
            "nu of coordinate %d (from 0) must be from %s to %s, got %s"
                .formatted(j, LEAST, MOST, nu[j]));
      }
    }
    return GivenBase.of(new StudentT(nu.length), Arrays.stream(nu).map(Math::log).toArray());
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(new Parameter("base.log_nu", List.of(dim)));
  }

  @Override
  public double[] initialParameters() {
    double[] phi = new double[dim];
    Arrays.fill(phi, Math.log(START));
    return phi;
  }

  @Override
  public BaseDensity with(double[] phi) {
    Requirements.parameters(this, phi);
    return new StudentTDensity(phi);
  }
}
