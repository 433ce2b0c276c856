package advect.data.prepare.atom;

/**
 * A value that a column takes with a probability of its own.
 *
 * @param value finite
 * @param share of the rows, its probability
 */
public record Atom(double value, double share) {
  /** Requires a number and a probability. */
  public Atom {
    if (!Double.isFinite(value) || !(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "an atom needs a finite value and a share between 0 and 1, found %s and %s"
              .formatted(value, share));
    }
  }
}
