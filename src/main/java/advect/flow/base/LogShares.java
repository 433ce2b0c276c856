package advect.flow.base;

import advect.numeric.LogSumExp;
import java.util.Arrays;

/** Shares of the parts of a mixture, by their logarithms. */
final class LogShares {
  private LogShares() {}

  /** log softmax(logits). */
  static double[] of(double[] logits) {
    double all = LogSumExp.of(logits);
    return Arrays.stream(logits).map(v -> v - all).toArray();
  }

  /** The part in whose share of [0, 1) a number is. */
  static int part(double[] logShares, double uniform) {
    double end = 0;
    for (int k = 0; k < logShares.length - 1; k++) {
      end += Math.exp(logShares[k]);
      if (uniform < end) return k;
    }
    return logShares.length - 1;
  }
}
