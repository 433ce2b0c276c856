package advect.field.check;

import java.util.function.DoubleFunction;

/**
 * Slopes at 0 of several functions of one number, each with a bound of its error.
 *
 * <p>Of central differences D(h) = (f(h) - f(-h)) / 2h with smaller and smaller h the one is taken
 * whose bound |D(h) - D(2h)| + rounding / h is least. For a smooth f the first term is three times
 * the error of D(h), h² |f'''| / 6. A kink of f at a distance below 2h makes it large, and so h is
 * chosen smaller than that.
 */
final class Differences {
  private static final double LARGEST_STEP = 0x1p-8;
  private static final int HALVINGS = 13;

  private Differences() {}

  /**
   * A slope.
   *
   * @param error bound of its error
   */
  record Slope(double value, double error) {
    /** The slope of the sum. */
    Slope plus(Slope other) {
      return new Slope(value + other.value, error + other.error);
    }
  }

  /**
   * The slopes of all functions.
   *
   * @param f gives the values of all
   * @param rounding how far each value may be off
   */
  static Slope[] of(DoubleFunction<double[]> f, double[] rounding) {
    Slope[] best = new Slope[rounding.length];
    double[] wider = quotients(f, LARGEST_STEP);
    double h = LARGEST_STEP / 2;
    for (int halving = 0; halving < HALVINGS; halving++, h /= 2) {
      double[] quotients = quotients(f, h);
      for (int i = 0; i < best.length; i++) {
        double error = Math.abs(quotients[i] - wider[i]) + rounding[i] / h;
        if (halving == 0 || error < best[i].error) best[i] = new Slope(quotients[i], error);
      }
      wider = quotients;
    }
    return best;
  }

  private static double[] quotients(DoubleFunction<double[]> f, double h) {
    double[] up = f.apply(h);
    double[] down = f.apply(-h);
    double[] quotients = new double[up.length];
    for (int i = 0; i < up.length; i++) quotients[i] = (up[i] - down[i]) / (2 * h);
    return quotients;
  }
}
