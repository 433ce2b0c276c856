package advect.data.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.inference.TestUtils;
import org.junit.jupiter.api.Test;

class DequantizationTest {
  private static final int N = 100_000;

  private static double[] offsets(Dequantization noise, int output) {
    double[] all = new double[N];
    for (int row = 0; row < N; row++) all[row] = noise.offset(row, output);
    return all;
  }

  /** Chi-square over 100 bins: false alarm 1e-4 a stream, 4e-4 in all. */
  @Test
  void noiseIsUniformInTheOpenCell() {
    double[] expected = new double[100];
    Arrays.fill(expected, N / 100.0);
    for (int output = 0; output < 4; output++) {
      long[] counts = new long[100];
      for (double u : offsets(Dequantization.uniform(3, 1000), output)) {
        assertThat(Math.abs(u)).isLessThan(0.5);
        counts[(int) ((u + 0.5) * 100)]++;
      }
      assertThat(TestUtils.chiSquareTest(expected, counts)).isGreaterThan(1e-4);
    }
  }

  /** Correlations have deviation 1/√N = 0.0032; five of them: false alarm 6e-7 each, of four. */
  @Test
  void rowsCoordinatesAndSeedsAreIndependent() {
    Dequantization noise = Dequantization.uniform(3, 0);
    double[] first = offsets(noise, 0);
    PearsonsCorrelation correlation = new PearsonsCorrelation();
    double limit = 5 / Math.sqrt(N);
    assertThat(correlation.correlation(first, offsets(noise, 1))).isCloseTo(0, within(limit));
    double[] otherSeed = offsets(Dequantization.uniform(4, 0), 0);
    assertThat(correlation.correlation(first, otherSeed)).isCloseTo(0, within(limit));
    double[] nextRow = offsets(Dequantization.uniform(3, 1), 0);
    assertThat(correlation.correlation(first, nextRow)).isCloseTo(0, within(limit));
    double[] otherCoordinateNextRow = offsets(Dequantization.uniform(3, 1), 1);
    assertThat(correlation.correlation(first, otherCoordinateNextRow)).isCloseTo(0, within(limit));
  }

  /** The very bits, wherever the block begins. */
  @Test
  void theSameRowNumberGetsTheSameNoise() {
    for (int row = 0; row < 50; row++) {
      double whole = Dequantization.uniform(9, 0).offset(row, 2);
      assertThat(Dequantization.uniform(9, row).offset(0, 2)).isEqualTo(whole);
    }
  }

  /**
   * Values of a rounded standard normal, step h = 1; the model is the density N(0, 1 + 1/12). The
   * mean of log p(v + u) over rows and noise must lie below the mean of log ∫ p over the cell, by
   * the Jensen gap of about E[(log p)'²] h²/24 = 0.04 nats: 40 times the noise of the difference
   * (deviation of log p in a cell about 0.3, over √N).
   */
  @Test
  void noisyLogDensitiesBoundTheProbabilityOfCells() {
    NormalDistribution model = new NormalDistribution(0, Math.sqrt(1 + 1.0 / 12));
    double[] raw =
        Columns.draws(
            N, 5, rng -> new NormalDistribution().inverseCumulativeProbability(rng.nextDouble()));
    Dequantization noise = Dequantization.uniform(1, 0);
    double noisy = 0;
    double exact = 0;
    for (int row = 0; row < N; row++) {
      double v = Math.rint(raw[row]);
      noisy += model.logDensity(v + noise.offset(row, 0)) / N;
      exact += Math.log(model.probability(v - 0.5, v + 0.5)) / N;
    }
    assertThat(exact - noisy).isBetween(0.02, 0.06);
  }
}
