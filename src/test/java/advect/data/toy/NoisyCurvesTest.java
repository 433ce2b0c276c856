package advect.data.toy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.numeric.LogSumExp;
import org.junit.jupiter.api.Test;

/** The quadrature of {@link NoisyCurves} against Simpson's rule with far more nodes. */
class NoisyCurvesTest {
  private static final double SD = 0.2;
  private static final Interval ROLL = new Interval(1.5 * Math.PI, 4.5 * Math.PI);
  private final NoisyCurves roll =
      new NoisyCurves(SD, ROLL, Math.hypot(1, ROLL.high()) / 5, NoisyCurvesTest::roll);

  private static double[] roll(double t) {
    return new double[] {t * Math.cos(t) / 5, t * Math.sin(t) / 5};
  }

  /**
   * log p by Simpson's rule on 200,000 intervals, each at most h = 0.0007 noise widths long. The
   * rule errs at the ends of the curve only: seen from d widths away the integrand falls off there
   * in 1/d widths, so by (h d)⁴/180, 5e-12 of the density for d = 8.
   */
  private static double simpson(double x, double y) {
    int intervals = 200_000;
    LogSumExp sum = new LogSumExp();
    for (int i = 0; i <= intervals; i++) {
      double[] m = roll(ROLL.low() + ROLL.length() * i / intervals);
      double weight = i == 0 || i == intervals ? 1 : 2 + 2 * (i % 2);
      double square = (x - m[0]) * (x - m[0]) + (y - m[1]) * (y - m[1]);
      sum.add(Math.log(weight / (3.0 * intervals)) - square / (2 * SD * SD));
    }
    return sum.value() - Math.log(2 * Math.PI * SD * SD);
  }

  @Test
  void nearTheCurveTheDensityIsRightToTheStatedAccuracy() {
    for (double x = -4; x <= 4; x += 1.1) {
      for (double y = -4; y <= 4; y += 0.9) {
        double expected = simpson(x, y);
        if (expected < -8 * 8 / 2) continue; // more than eight noise widths from the curve
        assertThat(roll.logDensity(new double[] {x, y})).isCloseTo(expected, within(1e-10));
      }
    }
  }

  @Test
  void farOutTheLogDensityIsRightToAThousandth() {
    for (double far : new double[] {6, 10, 30}) {
      for (double angle = 0; angle < 6; angle += 0.9) {
        double x = far * Math.cos(angle);
        double y = far * Math.sin(angle);
        double expected = simpson(x, y);
        double logp = roll.logDensity(new double[] {x, y});
        assertThat(logp).isCloseTo(expected, within(1e-3 * Math.abs(expected)));
      }
    }
  }
}
