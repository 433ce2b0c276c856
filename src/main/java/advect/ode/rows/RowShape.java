package advect.ode.rows;

/**
 * What the numbers of a row's state are, in their order.
 *
 * @param states numbers that F depends on, at least 1; the error norm looks at them
 * @param integrals numbers that F does not depend on, in the error norm too, where their errors
 *     count as they are
 * @param passengers integrals that must not steer: outside of the error norm
 */
public record RowShape(int states, int integrals, int passengers) {
  /** Requires something to solve. */
  public RowShape {
    if (states < 1 || integrals < 0 || passengers < 0) {
      throw new IllegalArgumentException(
          "rows of %d states, %d integrals and %d passengers: expected at least one state"
              .formatted(states, integrals, passengers));
    }
  }

  /** Numbers of a state. */
  public int size() {
    return states + integrals + passengers;
  }
}
