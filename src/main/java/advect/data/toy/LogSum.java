package advect.data.toy;

/** Adds numbers given by their logarithms, without overflow or underflow. */
final class LogSum {
  /** A term this much below the largest, in nats, is lost in the rounding of their sum. */
  private static final double LOST = 40;

  private double largest = Double.NEGATIVE_INFINITY;
  private double scaled;

  /** Adds exp({@code log}). */
  void add(double log) {
    if (log > largest) {
      scaled = log > largest + LOST ? 1 : scaled * Math.exp(largest - log) + 1;
      largest = log;
    } else if (log > largest - LOST) {
      scaled += Math.exp(log - largest);
    }
  }

  /** Logarithm of the sum so far; negative infinity for no terms. */
  double value() {
    return largest + Math.log(scaled);
  }
}
