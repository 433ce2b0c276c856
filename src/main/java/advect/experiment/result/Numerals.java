package advect.experiment.result;

import java.util.Locale;

/** Numbers as people read them. */
final class Numerals {
  private static final int DECIMALS = 4;
  private static final int MOST_DECIMALS = 6;

  private Numerals() {}

  /** Four decimals; {@code absent} for a number that is not finite. */
  static String fixed(double value, String absent) {
    return Double.isFinite(value) ? decimals(value, DECIMALS) : absent;
  }

  /**
   * A number and its error, of which either may be absent; with more decimals, up to six, if the
   * error would vanish in four, and with an error that vanishes even then rounded up.
   */
  static String estimate(double value, double error, String absent) {
    if (!Double.isFinite(value) || !Double.isFinite(error)) return fixed(value, absent);
    if (error == 0) return fixed(value, absent) + " ± 0";
    int needed = (int) Math.ceil(-Math.log10(error));
    int decimals = Math.min(Math.max(needed, DECIMALS), MOST_DECIMALS);
    double shown = Math.max(error, Math.pow(10, -decimals));
    return decimals(value, decimals) + " ± " + decimals(shown, decimals);
  }

  /** No decimals; {@code absent} for a number that is not finite. */
  static String whole(double value, String absent) {
    return Double.isFinite(value) ? decimals(value, 0) : absent;
  }

  private static String decimals(double value, int count) {
    return String.format(Locale.ROOT, "%." + count + "f", value);
  }
}
