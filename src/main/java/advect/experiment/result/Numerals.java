package advect.experiment.result;

import java.util.Locale;

/** Numbers as people read them. */
final class Numerals {
  private static final int DECIMALS = 4;
  private static final int MOST_DECIMALS = 10;

  private Numerals() {}

  /** Four decimals; {@code absent} for a number that is not finite. */
  static String fixed(double value, String absent) {
    return Double.isFinite(value) ? decimals(value, DECIMALS) : absent;
  }

  /**
   * A number and its error, of which either may be absent; more decimals if the error would vanish
   * in four.
   */
  static String estimate(double value, double error, String absent) {
    if (!Double.isFinite(value) || !Double.isFinite(error)) return fixed(value, absent);
    int needed = error > 0 ? (int) Math.ceil(-Math.log10(error)) : 0;
    int decimals = Math.min(Math.max(needed, DECIMALS), MOST_DECIMALS);
    return decimals(value, decimals) + " ± " + decimals(error, decimals);
  }

  /** No decimals; {@code absent} for a number that is not finite. */
  static String whole(double value, String absent) {
    return Double.isFinite(value) ? decimals(value, 0) : absent;
  }

  private static String decimals(double value, int count) {
    return String.format(Locale.ROOT, "%." + count + "f", value);
  }
}
