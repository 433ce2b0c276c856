package advect.train;

/**
 * When training ends before its last iteration.
 *
 * @param patience validations in a row without improvement after which it ends
 * @param seconds wall-clock time, earlier parts of a resumed training included, after which it ends
 */
public record StoppingRule(int patience, double seconds) {
  /** Never. */
  public static final StoppingRule NONE =
      new StoppingRule(Integer.MAX_VALUE, Double.POSITIVE_INFINITY);

  /** Requires both to be positive. */
  public StoppingRule {
    if (patience < 1) {
      throw new IllegalArgumentException("patience must be at least 1, got " + patience);
    }
    if (!(seconds > 0)) {
      throw new IllegalArgumentException("seconds must be greater than 0, got " + seconds);
    }
  }

  /** A copy with another patience. */
  public StoppingRule withPatience(int value) {
    return new StoppingRule(value, seconds);
  }

  /** A copy with another time. */
  public StoppingRule withSeconds(double value) {
    return new StoppingRule(patience, value);
  }
}
