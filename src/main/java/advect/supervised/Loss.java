package advect.supervised;

/** The loss of a sample's outputs y given its targets t, and its derivative in y. */
public enum Loss {
  /** Σₖ (yₖ - tₖ)². */
  SQUARED_ERROR {
    @Override
    double sample(double[] y, double[] t, int s, int samples, double[] ybar) {
      double sum = 0;
      for (int i = s; i < y.length; i += samples) {
        double r = y[i] - t[i];
        sum += r * r;
        ybar[i] = 2 * r;
      }
      return sum;
    }
  },
  /** Σₖ of (yₖ - tₖ)²/2 where that difference is less than 1, else of its size less 1/2 (Huber). */
  SMOOTH_L1 {
    @Override
    double sample(double[] y, double[] t, int s, int samples, double[] ybar) {
      double sum = 0;
      for (int i = s; i < y.length; i += samples) {
        double r = y[i] - t[i];
        double size = Math.abs(r);
        sum += size < 1 ? r * r / 2 : size - 0.5;
        ybar[i] = size < 1 ? r : Math.signum(r);
      }
      return sum;
    }
  },
  /**
   * -Σₖ tₖ log softmax(y)ₖ, in nats, for targets that sum to 1: 1 for the class, 0 elsewhere.
   * Shifted by the largest output, so that no exponential overflows.
   */
  CROSS_ENTROPY {
    @Override
    double sample(double[] y, double[] t, int s, int samples, double[] ybar) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int i = s; i < y.length; i += samples) largest = Math.max(largest, y[i]);
      double total = 0;
      for (int i = s; i < y.length; i += samples) total += Math.exp(y[i] - largest);
      double logTotal = largest + Math.log(total);
      double sum = 0;
      for (int i = s; i < y.length; i += samples) {
        sum += t[i] * (logTotal - y[i]);
        ybar[i] = Math.exp(y[i] - logTotal) - t[i];
      }
      return sum;
    }
  };

  /** The loss of sample {@code s}, whose derivative is left in its column of {@code ybar}. */
  abstract double sample(double[] y, double[] t, int s, int samples, double[] ybar);

  /**
   * The weighted loss of a shard. Samples of weight 0 do not count, whatever theirs is.
   *
   * @param y outputs, {@code [out][samples]}, read only
   * @param t targets, {@code [out][samples]}, read only
   * @param weight {@code [samples]}, read only
   * @param ybar overwritten with the derivative in y
   */
  double add(double[] y, double[] t, double[] weight, double[] ybar) {
    int samples = weight.length;
    double sum = 0;
    for (int s = 0; s < samples; s++) {
      double loss = sample(y, t, s, samples, ybar);
      if (weight[s] != 0) sum += weight[s] * loss; // 0 · ∞ would be NaN
      for (int i = s; i < ybar.length; i += samples) {
        ybar[i] = weight[s] == 0 ? 0 : ybar[i] * weight[s];
      }
    }
    return sum;
  }
}
