package advect.baseline;

/** The mean of log densities, summed in order. */
final class Mean {
  private Mean() {}

  static double of(double[] values) {
    double sum = 0;
    for (double v : values) sum += v;
    return sum / values.length;
  }
}
