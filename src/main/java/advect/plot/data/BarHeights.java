package advect.plot.data;

/** Histograms of one variable. */
public final class BarHeights {
  private BarHeights() {}

  /** A readable number of bins for n samples: 2 n^(1/3) (Rice's rule), 8 to 120. */
  public static int bins(int n) {
    return (int) Math.min(120, Math.max(8, Math.ceil(2 * Math.cbrt(n))));
  }

  /** Counts over n times the width, in {@link #bins} equal bins over the range. */
  public static double[] density(double[] samples, Range range) {
    return density(samples, range, bins(samples.length));
  }

  /**
   * Counts over n times the width, in equal bins over the range, whose upper end belongs to the
   * last one; n counts all samples.
   *
   * @return empty if there are no samples
   */
  public static double[] density(double[] samples, Range range, int bins) {
    if (samples.length == 0) return new double[0];
    double width = range.span() / bins;
    double[] density = new double[bins];
    for (double v : samples) {
      double bin = v == range.hi() ? bins - 1 : Math.floor((v - range.lo()) / width);
      if (bin >= 0 && bin < bins) density[(int) bin] += 1 / (samples.length * width);
    }
    return density;
  }
}
