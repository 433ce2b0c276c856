package advect.ode.step;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * How large the estimated error of one step may be.
 *
 * <p>Of a solve as a whole: in component i {@code atol + rtol · |y_i|}, taken as a root mean square
 * over the state, or over its controlled part. Of a row that has steps of its own: the Euclidean
 * size of all its numbers' errors, of which a state's is relative where {@code |y_i|} exceeds
 * {@code atol / rtol} and an integral's, such as log |det|, absolute. So for log densities the
 * tolerance is in nats: an error of that size in a standardised point changes log p by about as
 * much, wherever the score is about 1 a coordinate.
 *
 * <p>This bounds the error a step adds, not the error at the end, which is commonly one to ten
 * times larger on well-behaved problems.
 *
 * @param rtol relative part, not negative
 * @param atol absolute part, positive
 */
public record Tolerance(double rtol, double atol) {
  /** Tight enough to train with; evaluate with something tighter. */
  public static final Tolerance DEFAULT = of(1e-5);

  /** Requires finite {@code rtol >= 0} and {@code atol > 0}. */
  public Tolerance {
    requirePart("absolute tolerance", atol > 0 && Double.isFinite(atol), atol, "positive");
    requirePart("relative tolerance", rtol >= 0 && Double.isFinite(rtol), rtol, "zero or positive");
  }

  /** The same number for both parts. */
  public static Tolerance of(double tolerance) {
    requirePart(
        "tolerance", tolerance > 0 && Double.isFinite(tolerance), tolerance, "positive, say 1e-5");
    return new Tolerance(tolerance, tolerance);
  }

  /** Both parts multiplied. */
  public Tolerance times(double factor) {
    return new Tolerance(factor * rtol, factor * atol);
  }

  /** As a person would write it: {@code tolerance 1e-05}. */
  @Override
  public String toString() {
    DecimalFormat number =
        new DecimalFormat("0.###E00", DecimalFormatSymbols.getInstance(Locale.ROOT));
    return (rtol == atol
            ? "tolerance " + number.format(rtol)
            : "rtol " + number.format(rtol) + ", atol " + number.format(atol))
        .replace('E', 'e');
  }

  /**
   * Root mean square of the first {@code count} numbers of {@code error} in units of the tolerance;
   * at most 1 is good enough.
   */
  double rootMeanSquare(double[] error, double[] y0, double[] y1, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double scale = atol + rtol * Math.max(Math.abs(y0[i]), Math.abs(y1[i]));
      double scaled = error[i] / scale;
      sum += scaled * scaled;
    }
    return Math.sqrt(sum / count);
  }

  /**
   * Euclidean size, in units of the tolerance, of the error of a row; at most 1 is good enough.
   *
   * @param states leading numbers, measured by atol or rtol · |y_i|, whichever is larger
   * @param integrals numbers after them, measured by atol alone: where an integral began is
   *     arbitrary, so its own size says nothing
   */
  double euclidean(double[] error, double[] y0, double[] y1, int states, int integrals) {
    double sum = 0;
    for (int i = 0; i < states; i++) {
      double scaled = error[i] / Math.max(atol, rtol * Math.max(Math.abs(y0[i]), Math.abs(y1[i])));
      sum += scaled * scaled;
    }
    for (int i = states; i < states + integrals; i++) {
      double scaled = error[i] / atol;
      sum += scaled * scaled;
    }
    return Math.sqrt(sum);
  }

  private static void requirePart(String what, boolean valid, double value, String expected) {
    if (!valid) {
      throw new IllegalArgumentException(
          "%s %s: expected a number that is %s".formatted(what, value, expected));
    }
  }
}
