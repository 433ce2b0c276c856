package advect.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MixtureWeightsTest {
  private static final int ROWS = 20_000;

  /**
   * Rows of 0.3 N(0, 1) + 0.7 N(3, 1). By the Fisher information of a share, at least 1.6 here, the
   * error of it is at most 0.006 for 20,000 rows; five of these are a false alarm in a million.
   */
  @Test
  void sharesOfAKnownMixtureAreFound() {
    Random random = new Random(1);
    double[][] logp = new double[2][ROWS];
    for (int i = 0; i < ROWS; i++) {
      double x = random.nextGaussian() + (random.nextDouble() < 0.3 ? 0 : 3);
      logp[0][i] = -x * x / 2;
      logp[1][i] = -(x - 3) * (x - 3) / 2;
    }
    double[] shares = MixtureWeights.fit(logp, ones(ROWS));
    assertThat(shares[0]).isCloseTo(0.3, within(0.03));
    assertThat(shares[0] + shares[1]).isCloseTo(1, within(1e-12));
  }

  /**
   * Of two rows that belong to one density each with odds o and 1/o the mean log of w + (1 - w)/o
   * and w/o + 1 - w is highest at one half, by symmetry.
   */
  @Test
  void onlyTheRowsAskedForCount() {
    double[][] logp = {{0, -2, 0}, {-2, 0, -700}};
    assertThat(MixtureWeights.fit(logp, new double[] {1, 1, 0})[0]).isCloseTo(0.5, within(1e-9));
    assertThat(MixtureWeights.fit(logp, new double[] {1, 0, 1})[0]).isGreaterThan(0.999);
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** By the first order condition, Σ counts pₖ/p = Σ counts for every k that has a share. */
  @Test
  void aRowCountsForWhatItWeighs() {
    double[][] logp = {{0, -2, -1}, {-2, 0, -0.5}};
    double[] once = MixtureWeights.fit(logp, new double[] {2, 1, 3});
    double[][] repeated = {{0, 0, -2, -1, -1, -1}, {-2, -2, 0, -0.5, -0.5, -0.5}};
    assertThat(once).containsExactly(MixtureWeights.fit(repeated, ones(6)), within(1e-12));
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double p = MixtureWeights.logDensity(logp, once, i);
      sum += new double[] {2, 1, 3}[i] * Math.exp(logp[0][i] - p);
    }
    // a step that gains less than 1e-9 nats ends the climb, some 3e-5 from the top in this slope
    assertThat(sum / 6).isCloseTo(1, within(1e-3));
  }

  /** Of two that are the same only one is left, and a third that fits no row has nothing. */
  @Test
  void smallSharesAreGivenToTheOthers() {
    double[][] logp = {{0, 0, -9}, {-9, -9, 0}, {-3, -3, -3}};
    double[] shares = MixtureWeights.fit(logp, ones(3), 0.05);
    assertThat(shares[2]).isZero();
    assertThat(shares[0]).isCloseTo(2 / 3.0, within(1e-3));
    assertThat(shares[0] + shares[1]).isCloseTo(1, within(1e-12));
    assertThat(MixtureWeights.fit(logp, ones(3), 0.5)).containsExactly(1, 0, 0);
  }

  /** log(0.25 e^-1000 + 0.75 e^-1001) = -1000 + log(0.25 + 0.75/e). */
  @Test
  void logDensitiesFarBelowThoseOfDoublesAreKept() {
    double[][] logp = {{-1000}, {-1001}};
    assertThat(MixtureWeights.logDensity(logp, new double[] {0.25, 0.75}, 0))
        .isCloseTo(-1000 + Math.log(0.25 + 0.75 / Math.E), within(1e-12));
  }
}
