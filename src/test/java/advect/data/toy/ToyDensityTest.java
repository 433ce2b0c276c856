package advect.data.toy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.StatUtils;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Density, entropy and sampler of every toy distribution against each other. */
class ToyDensityTest {
  static List<String> names() {
    return ToyDistribution.names();
  }

  /**
   * A box that leaves out less than 1e-10 of the mass; its sides are whole squares of the board.
   */
  private static Interval wholeSide(String name) {
    return name.equals("two-circles") ? new Interval(-1.5, 1.5) : new Interval(-6, 6);
  }

  /**
   * Mass and entropy by the midpoint rule on 240 cells a side. Noise of deviation s bounds the
   * Fourier transform of p, so the rule with step h errs by about exp(-2π²s²/h²) in the mass: below
   * 3e-9 for h <= s, which holds for all. The board's edges are edges of cells. Only the pinwheel's
   * integrable poles, of weight below 1e-7, are left over.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void theDensityIntegratesToOneAndGivesTheEntropy(String name) {
    ToyDistribution toy = ToyDistribution.named(name);
    Interval side = wholeSide(name);
    int cells = 240;
    double step = side.length() / cells;
    double[] middles = new double[cells];
    for (int i = 0; i < cells; i++) middles[i] = side.low() + (i + 0.5) * step;
    double[] logp = toy.logDensity(Histogram.lattice(middles, toy.dim()));
    double volume = Math.pow(step, toy.dim());
    double mass = 0;
    double entropy = 0;
    for (double l : logp) {
      if (l < -700) continue;
      mass += volume * Math.exp(l);
      entropy -= volume * Math.exp(l) * l;
    }
    assertThat(mass).isCloseTo(1, within(1e-7));
    assertThat(entropy).isCloseTo(toy.entropy(), within(1e-6)); // the constants have six decimals
  }

  /** -mean log p over draws is the entropy within 5 standard errors: false alarm 6e-7 a set. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void theMeanLossOfDrawsIsTheEntropy(String name) {
    ToyDistribution toy = ToyDistribution.named(name);
    int n = 20_000;
    double[] logp = toy.logDensity(toy.sample(n, new SplittableRandom(3)));
    double standardError = Math.sqrt(StatUtils.variance(logp) / n);
    assertThat(-StatUtils.mean(logp))
        .isCloseTo(toy.entropy(), within(5 * standardError + 1e-12)); // round-off, for the board
  }

  /** Chi-square over about 100 bins of equal mass: false alarm 1e-4 a set, 1e-3 for all ten. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void drawsFollowTheDensity(String name) {
    ToyDistribution toy = ToyDistribution.named(name);
    DMatrixRMaj draws = toy.sample(20_000, new SplittableRandom(5));
    assertThat(new Histogram(toy, wholeSide(name)).surprise(draws)).isGreaterThan(1e-4);
  }

  @Test
  void theChiSquareTestSeesDrawsThatAreTwoPercentTooWide() {
    ToyDistribution toy = ToyDistribution.named("two-moons");
    DMatrixRMaj draws = toy.sample(20_000, new SplittableRandom(5));
    draws.data = DoubleStream.of(draws.data).map(v -> 1.02 * v).toArray();
    assertThat(new Histogram(toy, wholeSide("two-moons")).surprise(draws)).isLessThan(1e-4);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void thePlottingBoxHoldsNearlyAllDraws(String name) {
    ToyDistribution toy = ToyDistribution.named(name);
    int n = 20_000;
    DMatrixRMaj draws = toy.sample(n, new SplittableRandom(9));
    int outside = 0;
    for (int row = 0; row < n; row++) {
      boolean in = true;
      for (int i = 0; i < toy.dim(); i++) {
        double v = draws.get(row, i);
        in &= toy.box().get(i).low() <= v && v <= toy.box().get(i).high();
      }
      if (!in) outside++;
    }
    // 0.2 % of 20,000 is 40; five standard deviations of that count are 32. False alarm 3e-7.
    assertThat(outside).isLessThanOrEqualTo(72);
  }

  @Test
  void theCentreOfRingsHasTheClosedFormOfEqualDistances() {
    double s = 0.24;
    double sum = Math.exp(-4.5 / (s * s)) + Math.exp(-1.125 / (s * s));
    double expected = Math.log(sum / 2 / (2 * Math.PI * s * s));
    double[] logp = ToyDistribution.named("circles").logDensity(new DMatrixRMaj(1, 2));
    assertThat(logp[0]).isCloseTo(expected, within(1e-12));
  }

  @Test
  void theBoardIsBlackAndWhite() {
    DMatrixRMaj x = new DMatrixRMaj(new double[][] {{1, 1}, {-1, 1}, {-1, -1}, {-3, 1}, {5, 5}});
    double none = Double.NEGATIVE_INFINITY;
    double black = -Math.log(32);
    assertThat(ToyDistribution.named("checkerboard").logDensity(x))
        .containsExactly(black, none, black, black, none);
  }
}
