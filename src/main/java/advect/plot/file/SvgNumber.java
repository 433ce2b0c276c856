package advect.plot.file;

import java.util.Locale;

/** Numbers as SVG wants them, in few characters. */
final class SvgNumber {
  private static final int HUNDRED = 100;

  private SvgNumber() {}

  /** In hundredths, rounded. */
  static long hundredths(double value) {
    return Math.round(HUNDRED * value);
  }

  /** Hundredths as text: 0, 12, .5, -.25. */
  static String text(long hundredths) {
    long whole = Math.abs(hundredths) / HUNDRED;
    long rest = Math.abs(hundredths) % HUNDRED;
    StringBuilder text = new StringBuilder(hundredths < 0 ? "-" : "");
    if (whole != 0 || rest == 0) text.append(whole);
    if (rest == 0) return text.toString();
    text.append(rest < 10 ? ".0" : ".").append(rest % 10 == 0 ? rest / 10 : rest);
    return text.toString();
  }

  static String text(double value) {
    return text(hundredths(value));
  }

  /** A factor, to five digits: a thousand points scaled by it are a hundredth of one off. */
  static String factor(double value) {
    String text = String.format(Locale.ROOT, "%.5f", value).replaceAll("\\.?0+$", "");
    return text.equals("-0") ? "0" : text;
  }
}
