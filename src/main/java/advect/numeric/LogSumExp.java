package advect.numeric;

/**
 * log Σ exp: adds numbers given by their logarithms, without overflow or underflow. The sum is NaN
 * if a term is, else infinite if a term is.
 */
public final class LogSumExp {
  /** A term this much below the largest, in nats, is lost in the rounding of a million of them. */
  private static final double LOST = 50;

  private double largest = Double.NEGATIVE_INFINITY;
  private double scaled;

  /** log Σₖ exp(logs[k]); negative infinity if all terms are, or there is none. */
  public static double of(double[] logs) {
    LogSumExp sum = new LogSumExp();
    for (double log : logs) sum.largest = Math.max(sum.largest, log);
    for (double log : logs) sum.add(log);
    return sum.value();
  }

  /** log(exp a + exp b). */
  public static double of(double a, double b) {
    double greater = Math.max(a, b);
    if (Double.isInfinite(greater)) return greater;
    return greater + Math.log1p(Math.exp(Math.min(a, b) - greater));
  }

  /** Adds exp({@code log}). */
  public void add(double log) {
    if (log > largest) {
      scaled = log > largest + LOST ? 1 : scaled * Math.exp(largest - log) + 1;
      largest = log;
    } else if (log >= largest - LOST) { // equal where 50 is less than the largest's rounding
      scaled += Math.exp(log - largest);
    } else if (Double.isNaN(log)) {
      largest = Double.NaN;
    }
  }

  /** Logarithm of the sum so far; negative infinity for no terms. */
  public double value() {
    return Double.isInfinite(largest) ? largest : largest + Math.log(scaled);
  }
}
