package advect.plot.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Coverage of regions of highest density. */
class CoverageTest {
  private static final int REPEATS = 1000;

  /** log p under N(0, I) in three dimensions of points of N(0, sd² I), but for a constant. */
  private static double[] gaussian(SplittableRandom rng, int n, double sd) {
    double[] logp = new double[n];
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < 3; c++) logp[i] -= 0.5 * Math.pow(sd * rng.nextGaussian(), 2);
    }
    return logp;
  }

  @Test
  void levelsCountTheSamplesThatAreMoreLikely() {
    Coverage coverage = Coverage.of(new double[] {5, 2.5, 0, 2}, new double[] {3, 1, 2});
    // of 3, 2, 1 there are 0, 1, 3 higher, and 1.5 with the tie at half; (r + 1/2) / 4
    assertThat(coverage.levels()).containsExactly(0.125, 0.375, 0.5, 0.875);
    assertThat(coverage.share(0.4)).isEqualTo(0.5);
    assertThat(coverage.share(0)).isZero();
    assertThat(coverage.share(1)).isEqualTo(1);
  }

  /**
   * A band of at least 95 % leaves at most 5 % of right models out. Of 1000 repeats that is 50 with
   * standard deviation 6.9; 85 or more has a chance below 1e-6. Fewer than 10 would mean a band far
   * too wide: binomial counts of 286 draws leave 4 % out, 40 of 1000 with standard deviation 6.2,
   * so 10 or fewer has a chance below 1e-6 too.
   */
  @Test
  void theBandRaisesAFalseAlarmAsOftenAsItSays() {
    SplittableRandom rng = new SplittableRandom(11);
    double[] masses = {0.1, 0.5, 0.9};
    int[] outside = new int[masses.length];
    int rejected = 0;
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      Coverage coverage = Coverage.of(gaussian(rng, 400, 1), gaussian(rng, 1000, 1));
      if (coverage.pValue() < 0.05) rejected++;
      for (int k = 0; k < masses.length; k++) {
        Coverage.Band band = coverage.band(masses[k]);
        double share = coverage.share(masses[k]);
        if (share < band.lower() || share > band.upper()) outside[k]++;
      }
    }
    for (int count : outside) assertThat(count).isBetween(10, 85);
    assertThat(rejected).as("Kolmogorov and Smirnov").isBetween(10, 85);
  }

  /** Rows 1.5 times too wide: share inside the half-mass region is P(|z|² < 2.366/2.25) = 0.211. */
  @Test
  void aWrongModelIsFound() {
    SplittableRandom rng = new SplittableRandom(12);
    Coverage coverage = Coverage.of(gaussian(rng, 4000, 1.5), gaussian(rng, 40_000, 1));
    double expected =
        new org.apache.commons.math3.distribution.ChiSquaredDistribution(3)
            .cumulativeProbability(
                new org.apache.commons.math3.distribution.ChiSquaredDistribution(3)
                        .inverseCumulativeProbability(0.5)
                    / 2.25);
    // sd sqrt(0.21 x 0.79 / 4000) = 0.0064, and 0.0025 of the samples' median: five of them
    assertThat(coverage.share(0.5)).isCloseTo(expected, Offset.offset(0.035));
    assertThat(coverage.share(0.5)).isLessThan(coverage.band(0.5).lower());
    assertThat(coverage.pValue()).isLessThan(1e-6);
  }

  @Test
  void whatHasNoRankIsRefused() {
    double[] fine = {1, Double.NEGATIVE_INFINITY};
    assertThat(Coverage.of(fine, fine).rows()).isEqualTo(2);
    assertThatThrownBy(() -> Coverage.of(new double[] {1}, fine))
        .hasMessage("coverage needs two or more test rows, got 1");
    assertThatThrownBy(() -> Coverage.of(fine, new double[] {1, Double.NaN}))
        .hasMessageContaining("log p of samples is NaN at 1");
  }
}
