package advect.experiment.result;

import java.util.Locale;

/** Numbers as people read them. */
final class Numerals {
  private static final int DECIMALS = 4;
  private static final int MOST_DECIMALS = 6;

  /** From here on a figure has digits enough before its point. */
  private static final double LARGE = 1000;

  /** Below this four decimals leave a figure a digit or none. */
  private static final double SMALL = 1e-3;

  private Numerals() {}

  /** Four decimals; {@code absent} for a number that is not finite. */
  static String fixed(double value, String absent) {
    return Double.isFinite(value) ? decimals(value, DECIMALS) : absent;
  }

  /** As few characters as tell a number of any size: 12, 0.3713, 94234 or 3.4e-11. */
  static String figure(double value, String absent) {
    if (!Double.isFinite(value)) return absent;
    double size = Math.abs(value);
    if (value == Math.rint(value) || size >= LARGE) return decimals(value, 0);
    return size < SMALL ? String.format(Locale.ROOT, "%.1e", value) : decimals(value, DECIMALS);
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
