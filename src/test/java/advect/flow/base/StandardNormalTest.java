package advect.flow.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StandardNormalTest {
  private static final StandardNormal NORMAL = new StandardNormal(3);

  /** Results that were published depend on the order of these additions. */
  @Test
  void logDensitiesAreSummedCoordinateByCoordinate() {
    double[] z = new Random(1).doubles(3 * 7, -4, 4).toArray();
    double[] expected = new Random(2).doubles(7).toArray();
    double[] logp = expected.clone();
    for (int i = 0; i < z.length; i++) {
      expected[i % 7] -= z[i] * z[i] / 2 + Math.log(2 * Math.PI) / 2;
    }
    NORMAL.addLogDensity(z, logp);
    assertThat(logp).isEqualTo(expected);
  }

  /** And draws on the order of calls. */
  @Test
  void drawsFillThePanelInItsOrder() {
    double[] z = new double[3 * 7];
    NORMAL.sample(new SplittableRandom(1), z);
    SplittableRandom rng = new SplittableRandom(1);
    for (double v : z) assertThat(v).isEqualTo(rng.nextGaussian());
  }

  @Test
  void farOutItIsTheSquare() {
    assertThat(SomeBases.logDensity(NORMAL, 0, 1e6, 0))
        .isEqualTo(-0.5e12 - 1.5 * Math.log(2 * Math.PI));
    assertThat(SomeBases.logDensity(NORMAL, 1e150, 0, 0)).isCloseTo(-0.5e300, within(1e285));
    assertThat(SomeBases.logDensity(NORMAL, 1.8e154, 0, 0)).isCloseTo(-1.62e308, within(1e293));
    assertThat(SomeBases.logDensity(NORMAL, 1e200, 0, 0)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void thereIsNothingToLearn() {
    assertThat(NORMAL.parameterCount()).isZero();
    assertThat(NORMAL.with(new double[0])).isEqualTo(NORMAL);
    assertThatThrownBy(() -> new StandardNormal(0)).hasMessage("dim must be at least 1, got 0");
  }
}
