package advect.ode.rows;

/**
 * What the numbers of a row's state are, in their order.
 *
 * @param states numbers that F depends on, at least 1
 * @param integrals numbers that F does not depend on; in the error norm their errors count as they
 *     are
 */
public record RowShape(int states, int integrals) {
  /** Requires something to solve. */
  public RowShape {
    if (states < 1 || integrals < 0) {
      throw new IllegalArgumentException(
          "rows of %d states and %d integrals: expected at least one state"
              .formatted(states, integrals));
    }
  }

  /** Numbers of a state. */
  public int size() {
    return states + integrals;
  }
}
