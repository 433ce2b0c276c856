package advect.ode.tableau;

/**
 * A state inside a Runge-Kutta step, as weights of what the step knows of its ends.
 *
 * <p>With place θ = (τ - t) / h, states y₀ and y₁ and slopes f₀ and f₁ at the ends of the step,
 *
 * <pre>
 *   y(τ) = (1 - end) y₀ + end y₁ + h (startSlope f₀ + endSlope f₁ + quartic Σ dᵢ kᵢ),
 *   end = θ² (3 - 2θ),   startSlope = θ (1 - θ)²,   endSlope = -θ² (1 - θ),   quartic = θ² (1 - θ)²:
 * </pre>
 *
 * the cubic through both ends and, for a method that has weights dᵢ ({@link
 * ButcherTableau#quartic}), one term that makes it quartic. Every quartic that meets both ends with
 * their slopes has this form. The error of the cubic is O(h⁴), of the quartic O(h⁵).
 *
 * <p>Reference: Hairer, Nørsett and Wanner, "Solving Ordinary Differential Equations I", section
 * II.6.
 *
 * @param end weight of y₁; that of y₀ is one less
 * @param startSlope weight of h f₀
 * @param endSlope weight of h f₁
 * @param quartic weight of h Σ dᵢ kᵢ
 */
public record HermiteWeights(double end, double startSlope, double endSlope, double quartic) {
  /** The weights at a place in [0, 1]. */
  public static HermiteWeights at(double theta) {
    double rest = 1 - theta;
    return new HermiteWeights(
        theta * theta * (3 - 2 * theta),
        theta * rest * rest,
        -theta * theta * rest,
        theta * theta * rest * rest);
  }
}
