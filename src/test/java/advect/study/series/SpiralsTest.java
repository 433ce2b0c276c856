package advect.study.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.latent.Series;
import advect.study.series.Spirals.Stretch;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpiralsTest {
  private static final List<Stretch> STRETCHES =
      Spirals.draw(400, 200, 30, new SplittableRandom(3));

  /**
   * Polar coordinates about the centre: r = 0.3 φ with φ the angle of one spiral, r = 15 / θ with θ
   * that of the other.
   */
  @Test
  void pointsLieOnOneOfTheTwoSpirals() {
    int clockwise = 0;
    for (Stretch stretch : STRETCHES) {
      boolean first = stretch.truth().stream().allMatch(p -> liesOn(p, 5, r -> r / 0.3));
      boolean second = stretch.truth().stream().allMatch(p -> liesOn(p, -5, r -> 15 / r));
      assertThat(first).isNotEqualTo(second);
      if (second) clockwise++;
    }
    // Half on average with deviation 10: five deviations.
    assertThat(clockwise).isBetween(150, 250);
  }

  private static boolean liesOn(
      double[] point, double centre, java.util.function.DoubleUnaryOperator angle) {
    double phi = angle.applyAsDouble(Math.hypot(point[0] - centre, point[1]));
    double r = Math.hypot(point[0] - centre, point[1]);
    return Math.abs(r * Math.cos(phi) - (point[0] - centre)) < 1e-9
        && Math.abs(r * Math.sin(phi) - point[1]) < 1e-9;
  }

  @Test
  void toldPointsAreThoseOfTheFirstHundredWithNoise() {
    double sum = 0;
    for (Stretch stretch : STRETCHES) {
      Series series = stretch.observed();
      assertThat(series.size()).isEqualTo(30);
      assertThat(series.time(0)).isGreaterThanOrEqualTo(0);
      assertThat(series.end()).isLessThanOrEqualTo(Spirals.time(99));
      for (int i = 0; i < 30; i++) {
        int point = (int) Math.round(series.time(i) / Spirals.time(1));
        for (int d = 0; d < 2; d++) {
          sum += Math.pow(series.value(i, d) - stretch.truth().get(point)[d], 2);
        }
      }
    }
    // The mean of 24,000 squares of deviation 0.09 √2 is within 5 · 0.127 / √24,000 of 0.09.
    assertThat(sum / (400 * 60)).isCloseTo(0.09, within(0.0042));
  }
}
