package advect.kernel;

/**
 * Activations with slope and curvature, many numbers at a time.
 *
 * <p>Everything comes from ρ = n/q = tanh of a fraction of v, see {@link Rational}: with ρ =
 * tanh(v/2), tanh(v) = 2nq/(q² + n²); with ρ = tanh(v/4), exp(-|v|) = ((q - |n|)/(q + |n|))², from
 * which the logistic function, its integral and exp(v) - 1 follow without cancellation.
 *
 * <p>The work goes through scratch rows, one short loop per step of a formula: loops over arrays
 * that start at 0, with one result each, are what C2 turns into vector code on every JDK since 17.
 *
 * <p>This is the float64 original of the float32 twin: the build copies it with {@code double}
 * replaced by {@code float}.
 */
@SuppressWarnings("cast") // casts that are redundant here round in the twin
final class DoubleActivations {
  private static final int LENGTH = 512;
  private static final double HALF = (double) 0.5;
  private static final double QUARTER = (double) 0.25;
  private static final ThreadLocal<DoubleActivations> OF_THREAD =
      ThreadLocal.withInitial(DoubleActivations::new);

  private final double[] v = new double[LENGTH];
  private final double[] value = new double[LENGTH];
  private final double[] slope = new double[LENGTH];
  private final double[] curvature = new double[LENGTH];
  private final double[] n = new double[LENGTH];
  private final double[] q = new double[LENGTH];

  private DoubleActivations() {}

  /** The scratch rows of the current thread. */
  static DoubleActivations ofThread() {
    return OF_THREAD.get();
  }

  /** One run of {@link DoubleKernels#value}. */
  void apply(Activated<double[]> s, int tile, int row, int length) {
    Panel<double[]> pre = s.pre().values();
    Panel<double[]> post = s.post().values();
    int at = post.at(tile, 0, row);
    for (int done = 0; done < length; done += LENGTH) {
      int count = Math.min(LENGTH, length - done);
      System.arraycopy(pre.data, pre.at(tile, 0, row) + done, v, 0, count);
      evaluate(s.activation, count);
      System.arraycopy(value, 0, post.data, at + done, count);
      if (!s.activation.riccati()) {
        int kept = s.slope().at(tile, 0, row) + done;
        System.arraycopy(slope, 0, s.slope().data, kept, count);
        System.arraycopy(curvature, 0, s.curvature().data, kept, count);
      }
    }
  }

  private void evaluate(Activation activation, int length) {
    switch (activation) {
      case TANH -> tanh(length);
      case SOFTPLUS -> softplus(length);
      case SILU -> silu(length);
      case ELU -> elu(length);
      case SIGMOID -> sigmoid(length);
    }
  }

  private void tanh(int length) {
    ratio(HALF, v, n, q, length);
    tanh(n, q, value, length);
  }

  private void sigmoid(int length) {
    ratio(QUARTER, v, n, q, length);
    logistic(n, q, value, length);
  }

  private void softplus(int length) {
    ratio(QUARTER, v, n, q, length);
    logistic(n, q, slope, length);
    complement(slope, curvature, length);
    decay(n, q, value, length);
    log1p(value, q, length);
    addPositivePart(v, value, length);
  }

  private void silu(int length) {
    ratio(QUARTER, v, n, q, length);
    logistic(n, q, n, length);
    complement(n, q, length);
    // Below the range of the ratio σ stays at its last value; so must v, for the product to vanish.
    for (int c = 0; c < length; c++) {
      v[c] = Math.max(v[c], 4 * Rational.clamp(QUARTER * v[c]));
    }
    for (int c = 0; c < length; c++) {
      value[c] = v[c] * n[c];
    }
    for (int c = 0; c < length; c++) {
      slope[c] = n[c] + v[c] * q[c];
    }
    for (int c = 0; c < length; c++) {
      curvature[c] = q[c] * (2 + v[c] * (1 - 2 * n[c]));
    }
  }

  private void elu(int length) {
    for (int c = 0; c < length; c++) {
      value[c] = Math.min(0, v[c]);
    }
    ratio(QUARTER, value, n, q, length);
    decay(n, q, slope, length);
    expm1(n, q, value, length);
    addPositivePart(v, value, length);
    for (int c = 0; c < length; c++) {
      curvature[c] = v[c] > 0 ? 0 : slope[c];
    }
  }

  /** n/q = tanh(scale v), with v clamped to where it matters. */
  private static void ratio(double scale, double[] v, double[] n, double[] q, int length) {
    for (int c = 0; c < length; c++) {
      q[c] = Rational.clamp(scale * v[c]);
    }
    numerator(q, n, length);
    denominator(q, q, length);
  }

  private static void numerator(double[] y, double[] n, int length) {
    for (int c = 0; c < length; c++) {
      n[c] = y[c] * Rational.tanhNumerator(y[c] * y[c]);
    }
  }

  private static void denominator(double[] y, double[] q, int length) {
    for (int c = 0; c < length; c++) {
      q[c] = Rational.tanhDenominator(y[c] * y[c]);
    }
  }

  /** tanh(v) from n/q = tanh(v/2); as q² + n² = 2|n|q + (q - |n|)², it cannot exceed 1. */
  private static void tanh(double[] n, double[] q, double[] to, int length) {
    for (int c = 0; c < length; c++) {
      double twice = 2 * n[c] * q[c];
      double gap = q[c] - Math.abs(n[c]);
      to[c] = twice / (Math.abs(twice) + gap * gap);
    }
  }

  /** 1 / (1 + exp(-v)) from n/q = tanh(v/4). */
  private static void logistic(double[] n, double[] q, double[] to, int length) {
    for (int c = 0; c < length; c++) {
      double up = q[c] + n[c];
      double down = q[c] - n[c];
      to[c] = up * up / (up * up + down * down);
    }
  }

  /** exp(-|v|) from n/q = tanh(v/4). */
  private static void decay(double[] n, double[] q, double[] to, int length) {
    for (int c = 0; c < length; c++) {
      double root = (q[c] - Math.abs(n[c])) / (q[c] + Math.abs(n[c]));
      to[c] = root * root;
    }
  }

  /** exp(v) - 1 for v at most 0 from n/q = tanh(v/4). */
  private static void expm1(double[] n, double[] q, double[] to, int length) {
    for (int c = 0; c < length; c++) {
      double down = q[c] - n[c];
      to[c] = 4 * n[c] * q[c] / (down * down);
    }
  }

  /** g(1 - g). */
  private static void complement(double[] g, double[] to, int length) {
    for (int c = 0; c < length; c++) {
      to[c] = g[c] * (1 - g[c]);
    }
  }

  /** log(1 + w) in place of w, for w in [0, 1]. */
  private static void log1p(double[] w, double[] scratch, int length) {
    for (int c = 0; c < length; c++) {
      scratch[c] = Rational.logDenominator(w[c]);
    }
    logNumerator(w, length);
    for (int c = 0; c < length; c++) {
      w[c] /= scratch[c];
    }
  }

  private static void logNumerator(double[] w, int length) {
    for (int c = 0; c < length; c++) {
      w[c] *= Rational.logNumerator(w[c]);
    }
  }

  private static void addPositivePart(double[] v, double[] to, int length) {
    for (int c = 0; c < length; c++) {
      to[c] += Math.max(0, v[c]);
    }
  }
}
