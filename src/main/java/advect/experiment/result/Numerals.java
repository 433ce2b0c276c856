package advect.experiment.result;

import java.util.Locale;

/** Numbers as people read them. */
final class Numerals {
  private Numerals() {}

  /** Four decimals; {@code absent} for a number that is not finite. */
  static String fixed(double value, String absent) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : absent;
  }

  /** A number and its error, of which either may be absent. */
  static String estimate(double value, double error, String absent) {
    boolean both = Double.isFinite(value) && Double.isFinite(error);
    return fixed(value, absent) + (both ? " ± " + fixed(error, absent) : "");
  }

  /** No decimals; {@code absent} for a number that is not finite. */
  static String whole(double value, String absent) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.0f", value) : absent;
  }
}
