package advect.plot.data;

import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * A named curve y(x).
 *
 * <p>Threads: immutable; safe to share.
 */
public final class Curve {
  private final String name;
  private final double[] x;
  private final double[] y;

  private Curve(String name, double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "%s: %d values of x but %d of y".formatted(name, x.length, y.length));
    }
    this.name = name;
    this.x = x;
    this.y = y;
  }

  /**
   * The curve through (x, y), in the order given; arrays are copied, a y that is not finite gaps.
   */
  public static Curve of(String name, double[] x, double[] y) {
    return new Curve(name, x.clone(), y.clone());
  }

  /** The name, for the legend. */
  public String name() {
    return name;
  }

  /** The number of points. */
  public int size() {
    return x.length;
  }

  /** A copy of the x. */
  public double[] x() {
    return x.clone();
  }

  /** A copy of the y. */
  public double[] y() {
    return y.clone();
  }

  /** About {@code most} of the points, evenly picked, the last among them. */
  public Curve thinned(int most) {
    int stride = Math.max(1, (size() + most - 1) / most);
    int kept = (size() + stride - 1) / stride;
    double[] fewerX = new double[kept];
    double[] fewerY = new double[kept];
    for (int k = 0; k < kept; k++) {
      fewerX[k] = x[size() - 1 - (kept - 1 - k) * stride];
      fewerY[k] = y[size() - 1 - (kept - 1 - k) * stride];
    }
    return new Curve(name, fewerX, fewerY);
  }

  /** The same line with {@code parts} pieces between neighbouring points. */
  public Curve refined(int parts) {
    if (size() < 2) return this;
    double[] fineX = new double[(size() - 1) * parts + 1];
    double[] fineY = new double[fineX.length];
    for (int k = 0; k < fineX.length; k++) {
      int i = Math.min(k / parts, size() - 2);
      double share = (k - i * parts) / (double) parts;
      fineX[k] = x[i] + share * (x[i + 1] - x[i]);
      fineY[k] = y[i] + share * (y[i + 1] - y[i]);
    }
    return new Curve(name, fineX, fineY);
  }

  /**
   * At each point the line that fits the {@code window} points around it best, which at the ends
   * lie to one side; gaps are left out.
   */
  public Curve smoothed(int window) {
    double[] smooth = new double[size()];
    int width = Math.max(1, Math.min(window, size()));
    for (int i = 0; i < smooth.length; i++) {
      int from = Math.max(0, Math.min(i - width / 2, size() - width));
      smooth[i] = fitted(i, from, from + width);
    }
    return new Curve(name, x, smooth);
  }

  /** The least-squares line through points [from, to), at point {@code at}. */
  private double fitted(int at, int from, int to) {
    SimpleRegression line = new SimpleRegression();
    double sum = 0;
    for (int k = from; k < to; k++) {
      if (!Double.isFinite(y[k])) continue;
      line.addData(x[k] - x[at], y[k]);
      sum += y[k];
    }
    double value = line.getIntercept(); // NaN if fewer than two points tell of a slope
    return Double.isNaN(value) ? sum / line.getN() : value;
  }
}
