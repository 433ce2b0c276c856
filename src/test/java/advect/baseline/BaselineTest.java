package advect.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.numeric.ScaleShares;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.MixtureMultivariateNormalDistribution;
import org.apache.commons.math3.distribution.MultivariateNormalDistribution;
import org.apache.commons.math3.distribution.fitting.MultivariateNormalMixtureExpectationMaximization;
import org.apache.commons.math3.exception.ConvergenceException;
import org.apache.commons.math3.util.Pair;
import org.assertj.core.data.Offset;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Baselines against closed forms, sums written out, and Commons Math. */
class BaselineTest {
  /** Two Gaussians of sd 1 at -4 and 4 in x (weights 0.3 and 0.7), y of sd 10 leaning on x. */
  private static DMatrixRMaj twoHills(int n, long seed) {
    SplittableRandom rng = new SplittableRandom(seed);
    DMatrixRMaj rows = new DMatrixRMaj(n, 2);
    for (int i = 0; i < n; i++) {
      double e = rng.nextGaussian();
      rows.set(i, 0, (rng.nextDouble() < 0.3 ? -4 : 4) + e);
      rows.set(i, 1, 6 * e + 8 * rng.nextGaussian());
    }
    return rows;
  }

  private static final double[][] COVARIANCE = {{1, 6}, {6, 100}};

  private static double trueLogp(double x, double y) {
    double p =
        0.3 * new MultivariateNormalDistribution(new double[] {-4, 0}, COVARIANCE).density(at(x, y))
            + 0.7
                * new MultivariateNormalDistribution(new double[] {4, 0}, COVARIANCE)
                    .density(at(x, y));
    return Math.log(p);
  }

  private static double[] at(double... x) {
    return x;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  @Test
  void theGaussianIsTheOneOfMeanAndCovariance() {
    DMatrixRMaj rows = twoHills(500, 1);
    double[] mean = new double[2];
    double[][] covariance = new double[2][2];
    for (int i = 0; i < 500; i++) {
      for (int c = 0; c < 2; c++) mean[c] += rows.get(i, c) / 500;
    }
    for (int i = 0; i < 500; i++) {
      for (int c = 0; c < 2; c++) {
        for (int e = 0; e < 2; e++) {
          covariance[c][e] += (rows.get(i, c) - mean[c]) * (rows.get(i, e) - mean[e]) / 500;
        }
      }
    }
    var oracle = new MultivariateNormalDistribution(mean, covariance);
    FullGaussian gaussian = FullGaussian.fit(rows);
    double[] logp = gaussian.logDensity(rows);
    for (int i = 0; i < 500; i++) {
      double expected = Math.log(oracle.density(at(rows.get(i, 0), rows.get(i, 1))));
      // sums of 500 terms at 1e-16 each, times a squared distance of some ten
      assertThat(logp[i]).isCloseTo(expected, Offset.offset(1e-11));
    }
    // at the maximum the mean of the squared distances is dim: NLL = log det/2 + dim/2 (1 + log 2π)
    double det = covariance[0][0] * covariance[1][1] - covariance[0][1] * covariance[1][0];
    double entropy = 0.5 * Math.log(det) + 1 + Math.log(2 * Math.PI);
    assertThat(-mean(logp)).isCloseTo(entropy, Offset.offset(1e-11));
    assertThat(gaussian.notes()).isEmpty();
  }

  @Test
  void aSingularCovarianceGetsARidgeAndSaysSo() {
    DMatrixRMaj rows = new DMatrixRMaj(100, 3);
    SplittableRandom rng = new SplittableRandom(2);
    for (int i = 0; i < 100; i++) {
      rows.set(i, 0, rng.nextGaussian());
      rows.set(i, 1, 1e6 * rng.nextGaussian());
      rows.set(i, 2, 3 * rows.get(i, 0) - 1e-6 * rows.get(i, 1));
    }
    FullGaussian gaussian = FullGaussian.fit(rows);
    assertThat(gaussian.notes()).hasSize(1).first().asString().contains("depend", "1.0E-6");
    assertThat(gaussian.logDensity(rows)).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
  }

  /**
   * Excess of a fitted over the true density on fresh rows is a parameter count over 2n, 11/8000 =
   * 0.0014 nats here, with a spread of the same size; ten times that is far outside chance, and far
   * below the 0.45 nats by which one Gaussian misses.
   */
  @Test
  void theMixtureFindsTwoHills() {
    DMatrixRMaj training = twoHills(4000, 3);
    MixtureOfGaussians mixture = MixtureOfGaussians.fit(training, twoHills(4000, 4), 1);
    DMatrixRMaj fresh = twoHills(4000, 5);
    double truth = 0;
    for (int i = 0; i < 4000; i++) truth += trueLogp(fresh.get(i, 0), fresh.get(i, 1)) / 4000;
    double reached = mean(mixture.logDensity(fresh));
    assertThat(reached).isCloseTo(truth, Offset.offset(0.014));
    assertThat(mean(FullGaussian.fit(training).logDensity(fresh))).isLessThan(truth - 0.2);
    assertThat(mixture.components()).isBetween(2, 8);
  }

  /**
   * Commons Math does one iteration more than it is told, and then complains that it has not
   * converged. Two from the same start give the same mixture; only the floor of 1e-6 differs.
   */
  @Test
  void twoIterationsAreThoseOfCommonsMath() {
    DMatrixRMaj rows = twoHills(300, 6);
    DMatrixRMaj z = ColumnScale.of(WeightedRows.of(rows)).forward(rows);
    double[][] start = StartByKMeans.responsibilities(z, 3, 1);
    Mixture first = Mixture.maximizing(WeightedRows.of(z), start);
    Mixture second = iterated(first, z);
    Mixture third = iterated(second, z);
    var peer = new MultivariateNormalMixtureExpectationMaximization(arrays(z));
    assertThatThrownBy(() -> peer.fit(commonsMath(z, start), 1, 1e-300))
        .isInstanceOf(ConvergenceException.class);
    double expected =
        Arrays.stream(arrays(z))
            .mapToDouble(row -> Math.log(peer.getFittedModel().density(row)))
            .average()
            .orElseThrow();
    // the floor adds 1e-6 to variances of about 0.05: some 1e-5 of a nat
    assertThat(score(third, z)).isCloseTo(expected, Offset.offset(1e-4));
    assertThat(score(second, z)).as("an iteration gains").isGreaterThan(score(first, z) + 1e-3);
    assertThat(score(third, z)).as("an iteration gains").isGreaterThan(score(second, z) + 2e-4);
  }

  private static Mixture iterated(Mixture mixture, DMatrixRMaj z) {
    double[][] logTerms = mixture.logTerms(z);
    double[] logp = Mixture.logDensity(logTerms);
    return Mixture.maximizing(WeightedRows.of(z), Mixture.responsibilities(logTerms, logp));
  }

  private static double score(Mixture mixture, DMatrixRMaj z) {
    return mean(Mixture.logDensity(mixture.logTerms(z)));
  }

  private static MixtureMultivariateNormalDistribution commonsMath(DMatrixRMaj z, double[][] r) {
    return new MixtureMultivariateNormalDistribution(
        Arrays.stream(r)
            .map(
                w -> {
                  double sum = Arrays.stream(w).sum();
                  double[] mean = GaussianLaw.mean(z, w, sum);
                  double[][] covariance = arrays(GaussianLaw.covariance(z, w, sum, mean));
                  return new Pair<>(
                      sum / z.numRows, new MultivariateNormalDistribution(mean, covariance));
                })
            .toList());
  }

  private static double[][] arrays(DMatrixRMaj m) {
    double[][] rows = new double[m.numRows][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(m.data, i * m.numCols, (i + 1) * m.numCols);
    }
    return rows;
  }

  @Test
  void aRowFarOutDoesNotStopTheMixture() {
    DMatrixRMaj training = twoHills(500, 7);
    training.set(0, 0, 1e5);
    MixtureOfGaussians mixture = MixtureOfGaussians.fit(training, twoHills(500, 8), 1);
    assertThat(mixture.logDensity(twoHills(9, 9))).doesNotContain(Double.NaN);
  }

  @Test
  void theKernelDensityIsItsSumAndADensity() {
    DMatrixRMaj training = column(200, 10);
    KernelDensity kernels = KernelDensity.fit(training, column(150, 11), 1);
    double mean = mean(training.data);
    double sd =
        Math.sqrt(mean(Arrays.stream(training.data).map(v -> v * v).toArray()) - mean * mean);
    ScaleShares widths = kernels.bandwidths();
    int cells = 4000;
    DMatrixRMaj grid = new DMatrixRMaj(cells, 1);
    for (int i = 0; i < cells; i++) grid.set(i, 0, 5 + 30 * (i + 0.5) / cells - 15);
    double[] logp = kernels.logDensity(grid);
    double mass = 0;
    for (int i = 0; i < cells; i++) {
      double direct = 0;
      for (int k = 0; k < widths.count(); k++) {
        double h = widths.scales().get(k) * sd;
        double peak = widths.shares().get(k) / (200 * h * Math.sqrt(2 * Math.PI));
        for (double c : training.data) {
          direct += peak * Math.exp(-0.5 * Math.pow((grid.get(i, 0) - c) / h, 2));
        }
      }
      if (direct > 1e-200) {
        // sd by another formula, off by 1e-14 of it, times a squared distance below 1000
        assertThat(logp[i]).isCloseTo(Math.log(direct), Offset.offset(1e-9));
      }
      mass += Math.exp(logp[i]) * 30 / cells;
    }
    // the midpoint rule is exact to rounding for sums of Gaussians wider than a few cells of 0.0075
    assertThat(mass).isCloseTo(1, Offset.offset(1e-9));
  }

  private static DMatrixRMaj column(int n, long seed) {
    SplittableRandom rng = new SplittableRandom(seed);
    DMatrixRMaj rows = new DMatrixRMaj(n, 1);
    for (int i = 0; i < n; i++) rows.set(i, 0, 5 + 2 * rng.nextGaussian());
    return rows;
  }

  /** Rows a tenth of the spread apart in clumps want narrow kernels, one hill wants Scott's. */
  @Test
  void theBandwidthFollowsTheValidationRows() {
    SplittableRandom rng = new SplittableRandom(12);
    DMatrixRMaj clumps = new DMatrixRMaj(1000, 1);
    for (int i = 0; i < 1000; i++) clumps.set(i, 0, rng.nextInt(10) + 0.02 * rng.nextGaussian());
    DMatrixRMaj others = new DMatrixRMaj(1000, 1);
    for (int i = 0; i < 1000; i++) others.set(i, 0, rng.nextInt(10) + 0.02 * rng.nextGaussian());
    double narrow = commonest(KernelDensity.fit(clumps, others, 1));
    double wide = commonest(KernelDensity.fit(column(1000, 13), column(1000, 14), 1));
    // clumps are 0.007 spreads wide; Scott's rule for 1000 normal rows is 0.25
    assertThat(narrow).isLessThan(0.015);
    assertThat(wide).isBetween(0.12, 0.51);
  }

  /** The bandwidth of the largest share. */
  private static double commonest(KernelDensity kernels) {
    List<Double> shares = kernels.bandwidths().shares();
    return kernels.bandwidths().scales().get(shares.indexOf(Collections.max(shares)));
  }

  /**
   * Half of the rows within 1/1000 of the others' spread: one width would be wrong for one of the
   * halves, by a nat or more.
   */
  @Test
  void narrowAndWidePlacesHaveWidthsOfTheirOwn() {
    KernelDensity kernels = KernelDensity.fit(spike(2000, 21), spike(1000, 22), 1);
    DMatrixRMaj fresh = spike(4000, 23);
    double several = mean(kernels.logDensity(fresh));
    assertThat(kernels.bandwidths().count()).isGreaterThan(1);
    for (double h : kernels.grid()) {
      double one = mean(kernels.withBandwidths(ScaleShares.of(h)).logDensity(fresh));
      assertThat(several).isGreaterThan(one + 0.1);
    }
  }

  /** ½ N(0, 1) + ½ N(3, 0.001²). */
  private static DMatrixRMaj spike(int n, long seed) {
    SplittableRandom rng = new SplittableRandom(seed);
    DMatrixRMaj rows = new DMatrixRMaj(n, 1);
    for (int i = 0; i < n; i++) {
      double z = rng.nextGaussian();
      rows.set(i, 0, rng.nextBoolean() ? z : 3 + 0.001 * z);
    }
    return rows;
  }

  @Test
  void theSeedDecides() {
    DMatrixRMaj training = twoHills(600, 15);
    DMatrixRMaj validation = twoHills(200, 16);
    List<Baseline> once = fits(training, validation);
    List<Baseline> again = fits(training, validation);
    assertThat(once).hasSize(3);
    for (int k = 0; k < 3; k++) {
      assertThat(once.get(k).name()).isEqualTo(again.get(k).name());
      assertThat(once.get(k).logDensity(validation))
          .containsExactly(again.get(k).logDensity(validation));
    }
  }

  private static List<Baseline> fits(DMatrixRMaj training, DMatrixRMaj validation) {
    return List.of(
        FullGaussian.fit(training),
        MixtureOfGaussians.fit(training, validation, 1),
        KernelDensity.fit(training, validation, 1));
  }

  @Test
  void aSampleOfRowsIsDrawnWithoutReplacement() {
    DMatrixRMaj rows = new DMatrixRMaj(100, 1);
    for (int i = 0; i < 100; i++) rows.set(i, 0, i);
    double[] some = some(rows, 40, 3);
    assertThat(some).hasSize(40).isSorted().doesNotHaveDuplicates();
    assertThat(some(rows, 40, 3)).containsExactly(some);
    assertThat(some(rows, 40, 4)).isNotEqualTo(some);
  }

  private static double[] some(DMatrixRMaj rows, int most, long seed) {
    return BaselineRows.some(WeightedRows.of(rows), most, seed).rows().data;
  }

  @Test
  void badRowsAreNamed() {
    DMatrixRMaj fine = twoHills(20, 17);
    DMatrixRMaj broken = fine.copy();
    broken.set(3, 1, Double.NaN);
    DMatrixRMaj constant = fine.copy();
    for (int i = 0; i < 20; i++) constant.set(i, 1, 0.1);
    assertThatThrownBy(() -> FullGaussian.fit(broken))
        .hasMessageContaining("training: row 3, column 1 (from 0) is NaN");
    assertThatThrownBy(() -> FullGaussian.fit(constant))
        .hasMessageContaining("column 1 (from 0) is 0.1 in every row");
    assertThatThrownBy(() -> KernelDensity.fit(new DMatrixRMaj(2, 2), fine, 1))
        .hasMessageContaining("[2][2] has not more rows than columns");
    assertThatThrownBy(() -> MixtureOfGaussians.fit(fine, new DMatrixRMaj(0, 2), 1))
        .hasMessageContaining("validation: no rows");
    assertThatThrownBy(() -> MixtureOfGaussians.fit(fine, broken, 1))
        .hasMessageContaining("validation: row 3, column 1");
    assertThatThrownBy(() -> FullGaussian.fit(fine).logDensity(new DMatrixRMaj(1, 3)))
        .hasMessage("rows: expected [n][2] as in training, got [1][3]");
  }
}
