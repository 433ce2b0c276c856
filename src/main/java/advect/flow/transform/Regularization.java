package advect.flow.transform;

/**
 * What makes a field easy to solve, at the price of likelihood: weights of running costs in the
 * loss of each sample, and random end times.
 *
 * <pre>
 *   kinetic ∫ |f|² dt + jacobian ∫ |J e|² dt,      T ~ U(end - steer, end + steer)
 * </pre>
 *
 * <p>The Jacobian's cost uses the directions of the trace; its expectation is ‖J‖² in the Frobenius
 * norm. T is drawn once an iteration, for all its samples, and only in training; an {@link Ode}
 * requires that steer is less than the length of its solve.
 *
 * <p>References: Finlay et al. 2020, arXiv:2002.02798; Ghosh et al. 2020, "STEER",
 * arXiv:2006.10711.
 *
 * @param kinetic weight of ∫ |f|² dt
 * @param jacobian weight of ∫ |J e|² dt
 * @param steer half the width of the end time's law; 0 for a fixed end
 */
public record Regularization(double kinetic, double jacobian, double steer) {
  /** The likelihood alone. */
  public static final Regularization NONE = new Regularization(0, 0, 0);

  /** Requires weights of 0 or more, and a steer of less than the unit interval of a flow. */
  public Regularization {
    require("kinetic", kinetic, Double.MAX_VALUE);
    require("jacobian", jacobian, Double.MAX_VALUE);
    require("steer", steer, Math.nextDown(1.0));
  }

  private static void require(String name, double value, double most) {
    if (!(value >= 0 && value <= most)) {
      throw new IllegalArgumentException(
          "%s must be %s, got %s"
              .formatted(
                  name,
                  most < 1 ? "0 or more and less than 1" : "a finite number of 0 or more",
                  value));
    }
  }
}
