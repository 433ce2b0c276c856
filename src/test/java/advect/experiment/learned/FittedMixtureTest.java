package advect.experiment.learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.baseline.MixtureOfGaussians;
import advect.flow.Standardization;
import advect.flow.base.BaseDensity;
import advect.flow.base.GivenBase;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class FittedMixtureTest {
  /** Three clouds, in columns whose scales are far apart. */
  private static DMatrixRMaj rows(int n, long seed) {
    Random random = new Random(seed);
    DMatrixRMaj rows = new DMatrixRMaj(n, 2);
    for (int i = 0; i < n; i++) {
      double u = random.nextGaussian();
      rows.set(i, 0, 1000 + 50 * (i % 3) + 10 * u);
      rows.set(i, 1, 0.01 * (i % 2) + 1e-3 * (u + random.nextGaussian()));
    }
    return rows;
  }

  /** Same formulas on other scales: 1e-16 times the condition of covariances, 1e4 at most. */
  @Test
  void theBaseOfStandardizedPointsIsTheMixtureOfPoints() {
    MixtureOfGaussians fit = MixtureOfGaussians.fit(rows(600, 1), rows(200, 2), 3);
    assertThat(fit.components()).isGreaterThan(1);
    Standardization map = Standardization.of(new double[] {990, -0.5}, new double[] {30, 0.02});
    GivenBase base = FittedMixture.base(fit, map);
    BaseDensity density = base.with(base.initialParameters());
    DMatrixRMaj x = rows(50, 4);
    double[] expected = fit.logDensity(x);
    for (int i = 0; i < x.numRows; i++) {
      double[] z = {(x.get(i, 0) - 990) / 30, (x.get(i, 1) + 0.5) / 0.02};
      double[] logp = {map.logDeterminant()};
      density.addLogDensity(z, logp);
      assertThat(logp[0]).isCloseTo(expected[i], within(1e-9));
    }
  }
}
