package advect.plot.data;

import java.util.BitSet;
import java.util.stream.IntStream;
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

  /**
   * The lowest and the highest point of each of so many equal columns, in their order, and the
   * ends: as a picture of these columns shows the curve, spikes too, however many points it has.
   *
   * <p>Reference: U. Jugel, Z. Jerzak, G. Hackenbroich, V. Markl, "M4: a visualization-oriented
   * time series data aggregation", VLDB 2014.
   *
   * <p>Requires x in ascending order. Of gaps, each column keeps one.
   */
  public Curve inColumns(int columns) {
    if (size() <= 2 * columns) return this;
    double width = (x[size() - 1] - x[0]) / columns;
    BitSet kept = new BitSet();
    kept.set(0);
    kept.set(size() - 1);
    for (int from = 0; from < size(); ) {
      int column = column(from, width, columns);
      int to = from;
      while (to < size() && column(to, width, columns) == column) to++;
      keep(from, to, kept);
      from = to;
    }
    int[] places = kept.stream().toArray();
    return new Curve(
        name,
        IntStream.of(places).mapToDouble(i -> x[i]).toArray(),
        IntStream.of(places).mapToDouble(i -> y[i]).toArray());
  }

  private int column(int i, double width, int columns) {
    return (int) Math.min(columns - 1, (x[i] - x[0]) / width);
  }

  /** Of points [from, to): the lowest, the highest, and one that is a gap. */
  private void keep(int from, int to, BitSet kept) {
    int lowest = -1;
    int highest = -1;
    int gap = -1;
    for (int i = from; i < to; i++) {
      if (!Double.isFinite(y[i])) {
        gap = i;
        continue;
      }
      if (lowest < 0 || y[i] < y[lowest]) lowest = i;
      if (highest < 0 || y[i] > y[highest]) highest = i;
    }
    for (int i : new int[] {lowest, highest, gap}) if (i >= 0) kept.set(i);
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
