package advect.supervised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Losses by hand and their derivatives by differences; panels are [output][sample]. */
class LossTest {
  private static final double[] ONES = {1, 1};
  private static final double[] WEIGHTS = {0.5, 3};

  @Test
  void squaresAreSummed() {
    double[] ybar = new double[4];
    double sum =
        Loss.SQUARED_ERROR.add(new double[] {1, 2, 3, 4}, new double[] {0, 2, 5, 4}, ONES, ybar);
    assertThat(sum).isEqualTo(1 + 4);
    assertThat(ybar).containsExactly(2, 0, -4, 0);
  }

  @Test
  void theSmoothLossIsASquareNearAndALineFar() {
    double[] ybar = new double[3];
    double sum =
        Loss.SMOOTH_L1.add(new double[] {0.5, 3, -3}, new double[3], new double[] {1, 1, 1}, ybar);
    assertThat(sum).isEqualTo(0.125 + 2.5 + 2.5);
    assertThat(ybar).containsExactly(0.5, 1, -1);
  }

  /** Two samples of three classes: equal logits cost log 3; logits (0, log 2, 0) give 1/2. */
  @Test
  void crossEntropyIsTheNegativeLogProbabilityOfTheClass() {
    double[] y = {7, 0, 7, Math.log(2), 7, 0};
    double[] t = {1, 0, 0, 1, 0, 0};
    double[] ybar = new double[6];
    double sum = Loss.CROSS_ENTROPY.add(y, t, ONES, ybar);
    assertThat(sum).isCloseTo(Math.log(3) + Math.log(2), within(1e-14));
    assertThat(ybar)
        .containsExactly(
            new double[] {-2 / 3.0, 0.25, 1 / 3.0, -0.5, 1 / 3.0, 0.25}, within(1e-15));
  }

  @Test
  void largeLogitsDoNotOverflow() {
    double[] ybar = new double[2];
    assertThat(
            Loss.CROSS_ENTROPY.add(
                new double[] {1e4, -1e4}, new double[] {0, 1}, new double[] {1}, ybar))
        .isEqualTo(2e4);
    assertThat(ybar).containsExactly(1, -1);
  }

  /** The first sample is what a diverged net gives. */
  @ParameterizedTest
  @EnumSource
  void aSampleOfWeightZeroDoesNotCountWhateverItIs(Loss loss) {
    double[] y = {Double.NaN, 2, Double.POSITIVE_INFINITY, 1};
    double[] t = {1, 1, 0, 0};
    double[] ybar = new double[4];
    double sum = loss.add(y, t, new double[] {0, 1}, ybar);
    double[] alone = new double[2];
    double expected = loss.add(new double[] {2, 1}, new double[] {1, 0}, new double[] {1}, alone);
    assertThat(sum).isEqualTo(expected);
    assertThat(ybar).containsExactly(0, alone[0], 0, alone[1]);
  }

  /** Away from the bend of the smooth loss; error h² + 1e-16/h, some 1e-10. */
  @ParameterizedTest
  @EnumSource
  void derivativesAreThoseOfDifferences(Loss loss) {
    double[] y = {0.3, -1.7, 2.2, 0.4, -0.6, 0.9};
    double[] t = {0, 1, 1, 0, 0, 0};
    double[] ybar = new double[6];
    loss.add(y, t, WEIGHTS, ybar);
    double h = 1e-5;
    for (int i = 0; i < y.length; i++) {
      double[] up = y.clone();
      double[] down = y.clone();
      up[i] += h;
      down[i] -= h;
      double slope =
          (loss.add(up, t, WEIGHTS, new double[6]) - loss.add(down, t, WEIGHTS, new double[6]))
              / (2 * h);
      assertThat(ybar[i]).isCloseTo(slope, within(1e-9));
    }
  }
}
