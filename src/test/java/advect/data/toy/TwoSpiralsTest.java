package advect.data.toy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

/** The quadrature of {@link TwoSpirals} against Simpson's rule on the formula of its definition. */
class TwoSpiralsTest {
  private static final NormalDistribution NORMAL = new NormalDistribution();
  private final TwoSpirals spirals = new TwoSpirals();

  /** Density of V/3 + 0.1 ε, with V uniform on (0, 1/2). */
  private static double g(double u) {
    double width = 1.0 / 6;
    // Mirrored to the lower tail, where the difference does not cancel.
    double low = u < width / 2 ? u : width - u;
    return 6
        * (NORMAL.cumulativeProbability(10 * low)
            - NORMAL.cumulativeProbability(10 * (low - width)));
  }

  /**
   * 8,000 intervals of at most 0.04 noise widths: errs by 0.04⁴/180, 1.5e-8, times a derivative.
   */
  private static double simpson(double x, double y) {
    int intervals = 32_000;
    double end = 3 * Math.PI;
    double sum = 0;
    for (int i = 0; i <= intervals; i++) {
      double n = end * i / intervals;
      double weight = i == 0 || i == intervals ? 1 : 2 + 2 * (i % 2);
      double c = n * Math.cos(n) / 3;
      double s = n * Math.sin(n) / 3;
      sum += weight * n * (g(x + c) * g(y - s) + g(-x + c) * g(-y - s));
    }
    return Math.log(sum * end / (3 * intervals) / (end * end));
  }

  @Test
  void theDensityIsRightToTheStatedAccuracy() {
    for (double x = -3.6; x <= 3.6; x += 1.2) {
      for (double y = -3.6; y <= 3.6; y += 1.1) {
        double logp = spirals.logDensity(new double[] {x, y});
        if (logp < -8 * 8 / 2) continue; // more than eight noise widths from an arm
        double tolerance = logp > -8 ? 2e-8 : 3e-7;
        assertThat(logp).isCloseTo(simpson(x, y), within(tolerance));
      }
    }
  }

  @Test
  void turningByHalfATurnChangesNothing() {
    for (double x = -3; x <= 3; x += 0.7) {
      double logp = spirals.logDensity(new double[] {x, 0.4});
      // The nodes of the two arms are each other's image, so only the order of summing differs.
      assertThat(spirals.logDensity(new double[] {-x, -0.4})).isCloseTo(logp, within(1e-12));
    }
  }
}
