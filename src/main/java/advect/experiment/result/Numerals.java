package advect.experiment.result;

import advect.numeric.Estimate;
import java.util.Locale;

/** Numbers as people read them. */
public final class Numerals {
  private static final int DECIMALS = 4;

  /** From here on a figure has digits enough before its point. */
  private static final double LARGE = 1000;

  /** Below this four decimals leave a figure a digit or none. */
  private static final double SMALL = 1e-3;

  private Numerals() {}

  /** Four decimals; {@code absent} for a number that is not finite. */
  public static String fixed(double value, String absent) {
    return Double.isFinite(value) ? decimals(value, DECIMALS) : absent;
  }

  /** As few characters as tell a number of any size: 12, 0.3713, 94234 or 3.4e-11. */
  static String figure(double value, String absent) {
    if (!Double.isFinite(value)) return absent;
    double size = Math.abs(value);
    if (value == Math.rint(value) || size >= LARGE) return decimals(value, 0);
    return size < SMALL ? String.format(Locale.ROOT, "%.1e", value) : decimals(value, DECIMALS);
  }

  /** A number and its error, by {@link Estimate#text}; {@code absent} for no finite number. */
  public static String estimate(Estimate value, String absent) {
    return Double.isFinite(value.mean()) ? value.text() : absent;
  }

  /** The same without its error, which stands elsewhere or is that of a neighbour. */
  public static String rounded(Estimate value, String absent) {
    return Double.isFinite(value.mean()) ? value.meanText() : absent;
  }

  /** No decimals; {@code absent} for a number that is not finite. */
  public static String whole(double value, String absent) {
    return Double.isFinite(value) ? decimals(value, 0) : absent;
  }

  private static String decimals(double value, int count) {
    return String.format(Locale.ROOT, "%." + count + "f", value);
  }
}
