package advect.data.prepare;

import java.util.Locale;

/** How shares are written in sentences. */
final class Percentage {
  private Percentage() {}

  /** {@code 0.05} is written {@code 5.00 %}. */
  static String of(double share) {
    return String.format(Locale.ROOT, "%.3g %%", 100 * share);
  }
}
