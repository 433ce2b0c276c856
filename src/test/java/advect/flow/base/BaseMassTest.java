package advect.flow.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every density has mass 1, by the trapezoidal rule after z = sinh t, which makes of algebraic
 * tails exponential ones.
 *
 * <p>The rule with step h errs by exp(-2π d/h), d the distance of the nearest singularity from the
 * real axis: d is asin √ν = 0.99 for t with ν = 0.7, and 1/2 at least for the normals, whose
 * integrand grows by no more than e³⁰ there. What lies beyond |t| = 45 is below exp(-0.7 · 45) =
 * 2e-14. So 1e-10 has room to spare for h = 0.05.
 */
class BaseMassTest {
  private static final double STEP = 0.05;
  private static final int HALF = 900;
  private static final double TOLERANCE = 1e-10;

  static List<Base> lines() {
    return SomeBases.of(1);
  }

  static List<Base> planes() {
    return SomeBases.of(2);
  }

  @ParameterizedTest
  @MethodSource("lines")
  void onTheLine(Base base) {
    double[] z = nodes();
    double[] logp = new double[z.length];
    SomeBases.density(base).addLogDensity(z, logp);
    double mass = 0;
    for (int i = 0; i < z.length; i++) mass += Math.exp(logp[i]) * Math.hypot(1, z[i]) * STEP;
    assertThat(mass).isCloseTo(1, within(TOLERANCE));
  }

  @ParameterizedTest
  @MethodSource("planes")
  void onThePlane(Base base) {
    double[] nodes = nodes();
    int n = nodes.length;
    BaseDensity density = SomeBases.density(base);
    double mass = 0;
    double[] z = new double[2 * n];
    System.arraycopy(nodes, 0, z, 0, n);
    for (double second : nodes) {
      Arrays.fill(z, n, 2 * n, second);
      double[] logp = new double[n];
      density.addLogDensity(z, logp);
      double line = 0;
      for (int i = 0; i < n; i++) line += Math.exp(logp[i]) * Math.hypot(1, nodes[i]) * STEP;
      mass += line * Math.hypot(1, second) * STEP;
    }
    assertThat(mass).isCloseTo(1, within(TOLERANCE));
  }

  private static double[] nodes() {
    double[] z = new double[2 * HALF + 1];
    for (int i = 0; i < z.length; i++) z[i] = Math.sinh((i - HALF) * STEP);
    return z;
  }
}
