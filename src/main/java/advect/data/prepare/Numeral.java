package advect.data.prepare;

import java.util.Locale;

/** How numbers are written in sentences and formulas. */
final class Numeral {
  private Numeral() {}

  /** {@code 3.0} is written {@code 3}, and {@code 5.0E-4} is written {@code 5e-4}. */
  static String of(double value) {
    return Double.toString(value).replaceFirst("(\\.0)?(E|$)", "$2").replace('E', 'e');
  }

  /** {@code what - value} without a zero or two signs. */
  static String minus(String what, double value) {
    if (value == 0) return what;
    return what + (value > 0 ? " - " : " + ") + of(Math.abs(value));
  }

  /** A share as a percentage. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.3g %%", 100 * share);
  }
}
