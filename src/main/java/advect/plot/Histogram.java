package advect.plot;

/** Histograms of one variable. */
final class Histogram {
  private Histogram() {}

  /**
   * Counts over n times the width, in equal bins over the range; about 2 n^(1/3) of them (Rice's
   * rule), at most 120.
   *
   * @return empty if there are no samples
   */
  static double[] density(double[] samples, Range range) {
    if (samples.length == 0) return new double[0];
    int bins = (int) Math.min(120, Math.max(8, Math.ceil(2 * Math.cbrt(samples.length))));
    double width = range.span() / bins;
    double[] density = new double[bins];
    for (double v : samples) {
      double bin = Math.floor((v - range.lo()) / width);
      if (bin >= 0 && bin < bins) density[(int) bin] += 1 / (samples.length * width);
    }
    return density;
  }
}
