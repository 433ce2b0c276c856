package advect.flow.base;

import java.util.Arrays;

/**
 * N(m, L Lᵀ) with numbers from φ: log p(z) = -|y|²/2 - Σᵢ log Lᵢᵢ - (dim/2) log 2π with y = L⁻¹ (z
 * - m).
 *
 * <p>Lᵢᵢ is held between the least normal double and the largest one, where its slope in φ is 0.
 * Whatever finite z and φ are, y and L⁻ᵀ y are finite: what is beyond all doubles is held at the
 * largest. log p is then -∞.
 *
 * <p>Panels are {@code [dim][samples]}. Cost: dim²/2 products a sample for each method.
 */
final class CholeskyNormal {
  private static final double HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2;

  private final NormalPlace place;
  private final int dim;
  private final double[] mean;
  private final double[] diagonal;

  /**
   * Where Lᵢᵢ follows φ; where exp φ leaves the doubles, it is held at the least or the largest.
   */
  private final boolean[] free;

  private final double[] below;
  private final double logPeak;

  CholeskyNormal(double[] phi, NormalPlace place) {
    this.place = place;
    dim = place.dim();
    mean = Arrays.copyOfRange(phi, place.mean(), place.mean() + dim);
    diagonal = Arrays.copyOfRange(phi, place.diagonal(), place.diagonal() + dim);
    below = Arrays.copyOfRange(phi, place.below(), place.below() + NormalPlace.belowCount(dim));
    double peak = -dim * HALF_LOG_TWO_PI;
    free = new boolean[dim];
    for (int i = 0; i < dim; i++) {
      double exp = Math.exp(diagonal[i]);
      double within = Math.max(Double.MIN_NORMAL, Math.min(Double.MAX_VALUE, exp));
      free[i] = within == exp;
      peak -= free[i] ? diagonal[i] : Math.log(within);
      diagonal[i] = within;
    }
    logPeak = peak;
  }

  int dim() {
    return dim;
  }

  /** y = L⁻¹ (z - m), a new panel. */
  double[] whitened(double[] z) {
    int n = z.length / dim;
    double[] y = z.clone();
    for (int i = 0; i < dim; i++) {
      for (int s = 0; s < n; s++) y[i * n + s] = held(y[i * n + s] - mean[i]);
      for (int j = 0; j < i; j++) subtract(y, i, lower(i, j), j, n);
      for (int s = 0; s < n; s++) y[i * n + s] = held(y[i * n + s] / diagonal[i]);
    }
    return y;
  }

  /** u = L⁻ᵀ y = Σ⁻¹ (z - m), which is minus the score; a new panel. */
  double[] pulled(double[] y) {
    int n = y.length / dim;
    double[] u = y.clone();
    for (int i = dim - 1; i >= 0; i--) {
      for (int k = i + 1; k < dim; k++) subtract(u, i, lower(k, i), k, n);
      for (int s = 0; s < n; s++) u[i * n + s] = held(u[i * n + s] / diagonal[i]);
    }
    return u;
  }

  private static void subtract(double[] panel, int row, double factor, int other, int n) {
    for (int s = 0; s < n; s++) {
      panel[row * n + s] = held(panel[row * n + s] - factor * panel[other * n + s]);
    }
  }

  /** Of two infinities the difference would be NaN. */
  private static double held(double value) {
    return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
  }

  private double lower(int i, int j) {
    return below[i * (i - 1) / 2 + j];
  }

  /** Adds log p of each sample. */
  void addLogDensity(double[] y, double[] logp) {
    int n = logp.length;
    for (int s = 0; s < n; s++) {
      double half = 0; // of the square, which alone overflows earlier
      for (int i = 0; i < dim; i++) half += y[i * n + s] * (y[i * n + s] / 2);
      logp[s] += logPeak - half;
    }
  }

  /**
   * Adds the gradient in φ of Σ weight · log p: u in m, uᵢ yⱼ - [i = j]/Lᵢᵢ in Lᵢⱼ.
   *
   * @param weight {@code [samples]}
   */
  void addGradient(double[] y, double[] u, double[] weight, double[] phiBar) {
    int n = weight.length;
    double total = Arrays.stream(weight).sum();
    double[] weighted = new double[n];
    int at = place.below();
    for (int i = 0; i < dim; i++) {
      for (int s = 0; s < n; s++) {
        weighted[s] = weight[s] * u[i * n + s];
        phiBar[place.mean() + i] += weighted[s];
      }
      for (int j = 0; j < i; j++) phiBar[at++] += product(weighted, y, j);
      if (free[i]) {
        phiBar[place.diagonal() + i] += diagonal[i] * product(weighted, y, i) - total;
      }
    }
  }

  private static double product(double[] weighted, double[] y, int row) {
    int n = weighted.length;
    double sum = 0;
    for (int s = 0; s < n; s++) sum += weighted[s] * y[row * n + s];
    return sum;
  }

  /** z = m + L ε in place, for standard normal draws ε: column {@code s} of a panel of n. */
  void color(double[] z, int s, int n) {
    for (int i = dim - 1; i >= 0; i--) {
      double sum = mean[i] + diagonal[i] * z[i * n + s];
      for (int j = 0; j < i; j++) sum += lower(i, j) * z[j * n + s];
      z[i * n + s] = sum;
    }
  }
}
