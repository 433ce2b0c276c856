package advect.experiment.check;

import static org.assertj.core.api.Assertions.assertThat;

import advect.field.layered.Mlp;
import advect.flow.ContinuousFlow;
import advect.flow.FlowDensity;
import advect.flow.Standardization;
import java.util.Arrays;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Draws of a flow, mapped back to the base and through its distribution function, are uniform.
 *
 * <p>Kolmogorov's test of each coordinate, and of the radius, on five seeds: with a level of
 * 0.001/15 each (Bonferroni), a sound sampler fails once in 1,000 times.
 *
 * <p>Cost: a minute.
 */
@Tag("slow")
class UniformDrawsTest {
  private static final int DRAWS = 100_000;
  private static final int SEEDS = 5;

  /** Two coordinates and the radius. */
  private static final int TESTS = 3;

  private static final double LEVEL = 0.001 / (SEEDS * TESTS);

  private final FlowDensity flow =
      ContinuousFlow.of(
              Mlp.tanh(2, 16), Standardization.of(new double[] {3, -1}, new double[] {0.1, 20}), 7)
          .density();

  @Test
  void drawsMappedBackAreUniform() {
    for (int seed = 1; seed <= SEEDS; seed++) {
      DMatrixRMaj z = flow.encode(flow.sample(DRAWS, seed));
      for (int j = 0; j < 2; j++) {
        double[] u = normal(CommonOps_DDRM.extractColumn(z, j, null).data);
        assertThat(pValue(u)).as("seed %d, coordinate %d", seed, j).isGreaterThan(LEVEL);
      }
      assertThat(pValue(radius(z))).as("seed %d, radius", seed).isGreaterThan(LEVEL);
    }
  }

  /** The test is no idle talk: two percent of the width show. */
  @Test
  void drawsThatAreTooFarOutAreFoundOut() {
    DMatrixRMaj z = flow.encode(flow.sample(DRAWS, 1));
    CommonOps_DDRM.scale(1.02, z);
    assertThat(pValue(radius(z))).isLessThan(LEVEL);
  }

  private static double[] normal(double[] z) {
    return Arrays.stream(z).map(v -> 0.5 * Erf.erfc(-v / Math.sqrt(2))).toArray();
  }

  /** |z|² of two normals is exponential: its distribution function is 1 - exp(-|z|²/2). */
  private static double[] radius(DMatrixRMaj z) {
    double[] u = new double[z.numRows];
    for (int i = 0; i < u.length; i++) {
      u[i] = -Math.expm1(-0.5 * (z.get(i, 0) * z.get(i, 0) + z.get(i, 1) * z.get(i, 1)));
    }
    return u;
  }

  /** Of Kolmogorov's statistic √n D, by its limit, which is precise for so many. */
  private static double pValue(double[] u) {
    double[] sorted = u.clone();
    Arrays.sort(sorted);
    double n = sorted.length;
    double d = 0;
    for (int i = 0; i < sorted.length; i++) {
      d = Math.max(d, Math.max((i + 1) / n - sorted[i], sorted[i] - i / n));
    }
    return 1 - new KolmogorovSmirnovTest().ksSum(Math.sqrt(n) * d, 1e-12, 1000);
  }
}
