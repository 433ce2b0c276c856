package advect.flow.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.field.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every base. */
class BaseContractTest {
  private static final int SAMPLES = 5;
  private static final double[] ONES = {1, 1, 1, 1, 1};
  private static final double[] WEIGHTS = {1, -0.5, 2, 0.25, 0.75};

  /**
   * Central differences with a step h are off by h² f'''/6 + 1e-16 |f|/h, some 1e-9 for h = 1e-5
   * and the derivatives and sums here, which are of size 1 to 100.
   */
  private static final double STEP = 1e-5;

  private static final double RELATIVE = 1e-6;

  static List<Base> bases() {
    return SomeBases.all();
  }

  @ParameterizedTest
  @MethodSource("bases")
  void theScoreIsTheGradientInZ(Base base) {
    BaseDensity density = SomeBases.density(base);
    double[] z = panel(base.dim());
    double[] score = new double[z.length];
    Arrays.fill(score, 7); // is overwritten
    density.score(z, score);
    for (int i = 0; i < z.length; i++) {
      double[] up = z.clone();
      double[] down = z.clone();
      up[i] += STEP;
      down[i] -= STEP;
      double slope = (total(density, up, ONES) - total(density, down, ONES)) / (2 * STEP);
      assertThat(score[i]).isCloseTo(slope, within(RELATIVE * Math.max(1, Math.abs(slope))));
    }
  }

  @ParameterizedTest
  @MethodSource("bases")
  void theParameterGradientIsThatOfTheWeightedSum(Base base) {
    double[] phi = base.initialParameters();
    double[] z = panel(base.dim());
    double[] gradient = new double[phi.length];
    Arrays.fill(gradient, 7); // is added to
    base.with(phi).addParameterGradient(z, WEIGHTS, gradient);
    for (int i = 0; i < phi.length; i++) {
      double[] up = phi.clone();
      double[] down = phi.clone();
      up[i] += STEP;
      down[i] -= STEP;
      double slope =
          (total(base.with(up), z, WEIGHTS) - total(base.with(down), z, WEIGHTS)) / (2 * STEP);
      assertThat(gradient[i] - 7).isCloseTo(slope, within(RELATIVE * Math.max(1, Math.abs(slope))));
    }
  }

  /** Samples do not see one another, and log densities are added to what is there. */
  @ParameterizedTest
  @MethodSource("bases")
  void aPanelIsItsSamples(Base base) {
    BaseDensity density = SomeBases.density(base);
    double[] z = panel(base.dim());
    double[] logp = new double[SAMPLES];
    density.addLogDensity(z, logp);
    for (int s = 0; s < SAMPLES; s++) {
      double[] one = new double[base.dim()];
      for (int j = 0; j < one.length; j++) one[j] = z[j * SAMPLES + s];
      assertThat(SomeBases.logDensity(density, one)).isEqualTo(logp[s]);
    }
    double[] added = new double[SAMPLES];
    Arrays.fill(added, 3);
    density.addLogDensity(z, added);
    for (int s = 0; s < SAMPLES; s++) assertThat(added[s]).isCloseTo(3 + logp[s], within(1e-12));
  }

  @ParameterizedTest
  @MethodSource("bases")
  void drawsAreAFunctionOfTheStream(Base base) {
    BaseDensity density = SomeBases.density(base);
    double[] z = new double[base.dim() * 10];
    double[] again = z.clone();
    double[] other = z.clone();
    density.sample(new SplittableRandom(1), z);
    density.sample(new SplittableRandom(1), again);
    density.sample(new SplittableRandom(2), other);
    assertThat(again).isEqualTo(z).isNotEqualTo(other);
  }

  /**
   * Nothing overflows on the way, and log p falls, as far as squares of doubles reach; beyond, a
   * normal's log p is below all doubles, but its score is as finite as the point.
   */
  @ParameterizedTest
  @MethodSource("bases")
  void farOutLogDensitiesAreFinite(Base base) {
    BaseDensity density = SomeBases.density(base);
    double last = Double.POSITIVE_INFINITY;
    for (double far : new double[] {1e3, 1e6, 1e12, 1e50, 1e150}) {
      double[] z = new double[base.dim()];
      Arrays.fill(z, -far);
      double logp = SomeBases.logDensity(density, z);
      assertThat(logp).isFinite().isLessThan(last);
      last = logp;
      double[] score = new double[z.length];
      density.score(z, score);
      assertThat(Arrays.stream(score)).allMatch(Double::isFinite);
      double[] gradient = new double[base.parameterCount()];
      density.addParameterGradient(z, new double[] {1}, gradient);
      assertThat(Arrays.stream(gradient).sum()).isNotNaN();
    }
    double[] z = new double[base.dim()];
    double[] score = new double[base.dim()];
    for (double far : new double[] {1e155, 1e200, Double.MAX_VALUE}) {
      Arrays.fill(z, far);
      assertThat(SomeBases.logDensity(density, z)).isNotNaN();
      density.score(z, score);
      assertThat(Arrays.stream(score)).allMatch(Double::isFinite);
    }
  }

  @ParameterizedTest
  @MethodSource("bases")
  void parametersAreNamedAndCounted(Base base) {
    assertThat(base.parameters()).extracting(Parameter::name).doesNotHaveDuplicates();
    assertThat(base.parameters()).allMatch(p -> p.name().startsWith("base."));
    assertThat(base.initialParameters()).hasSize(base.parameterCount());
    assertThatThrownBy(() -> base.with(new double[base.parameterCount() + 1]))
        .hasMessage(
            "the base has %d parameters, got %d", base.parameterCount(), base.parameterCount() + 1);
  }

  private static double[] panel(int dim) {
    Random random = new Random(11);
    double[] z = new double[dim * SAMPLES];
    for (int i = 0; i < z.length; i++) z[i] = 2 * random.nextGaussian();
    return z;
  }

  private static double total(BaseDensity density, double[] z, double... weight) {
    double[] logp = new double[SAMPLES];
    density.addLogDensity(z, logp);
    double sum = 0;
    for (int s = 0; s < SAMPLES; s++) sum += weight[s] * logp[s];
    return sum;
  }
}
