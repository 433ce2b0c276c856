package advect.train;

/**
 * An exponential average of parameters over the steps, θ̄ ← d θ̄ + (1 - d) θ with d = min(decay, (1
 * + n)/(10 + n)) after n steps, so that it forgets where it began. It has less of the noise of
 * minibatches than θ.
 *
 * <p>Reference: Polyak and Juditsky, "Acceleration of stochastic approximation by averaging", SIAM
 * Journal on Control and Optimization 30, 1992.
 */
final class Average {
  private final double decay;
  private final double[] mean;
  private int steps;

  /**
   * An average that may go on.
   *
   * @param decay 0 for the parameters themselves
   * @param mean so far, or where it begins
   * @param steps that it has taken in
   */
  Average(double decay, double[] mean, int steps) {
    this.decay = decay;
    this.mean = mean.clone();
    this.steps = steps;
  }

  /** Takes in the parameters after a step; an iteration that was skipped took none. */
  void add(double[] theta) {
    steps++;
    if (decay == 0) { // the very same bits
      System.arraycopy(theta, 0, mean, 0, mean.length);
      return;
    }
    double d = Math.min(decay, (1.0 + steps) / (10.0 + steps));
    for (int i = 0; i < mean.length; i++) mean[i] += (1 - d) * (theta[i] - mean[i]);
  }

  /** The average, a copy. */
  double[] value() {
    return mean.clone();
  }
}
