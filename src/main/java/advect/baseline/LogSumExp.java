package advect.baseline;

/** log Σ exp, without overflow or underflow. */
final class LogSumExp {
  /** A term this much below the largest is less than the rounding of the sum of a million. */
  private static final double LOST = 50;

  private LogSumExp() {}

  /** log Σₖ exp(logs[k]); negative infinity if all terms are. */
  static double of(double[] logs) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double log : logs) largest = Math.max(largest, log);
    if (largest == Double.NEGATIVE_INFINITY) return largest;
    double sum = 0;
    for (double log : logs) if (log > largest - LOST) sum += Math.exp(log - largest);
    return largest + Math.log(sum);
  }
}
