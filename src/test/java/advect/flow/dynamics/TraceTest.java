package advect.flow.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.field.BoundField;
import advect.field.layered.Mlp;
import advect.gradient.DifferentiableSystem;
import advect.kernel.Activation;
import advect.kernel.Precision;
import advect.parallel.Shard;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TraceTest {
  private static final int DIM = 4;
  private static final int DRAWS = 20_000;

  private final BoundField field = bind();

  private static BoundField bind() {
    Mlp mlp = new Mlp(DIM, List.of(8), Activation.SILU);
    BoundField bound = mlp.bind(Precision.FLOAT64);
    bound.parameters(mlp.initialParameters(new Random(2)));
    return bound;
  }

  /** Mean within 5 standard errors; false alarm about 6e-7 for each noise. */
  @ParameterizedTest
  @EnumSource
  void hutchinsonIsUnbiased(ProbeDistribution noise) {
    double[] estimates = rates(new Trace.Hutchinson(1, noise));
    double exact = rates(new Trace.Exact())[0];
    double standardError = Math.sqrt(variance(estimates) / DRAWS);
    assertThat(mean(estimates)).isCloseTo(exact, within(5 * standardError));
  }

  /**
   * Variance 2(‖S‖² - Σ Sᵢᵢ²) or 2‖S‖². The sample variance of n draws has relative standard error
   * √((κ-1)/n), κ ≤ 15 for quadratic forms of these noises: 5 of them, false alarm below 1e-6.
   */
  @ParameterizedTest
  @EnumSource
  void hutchinsonHasTheStatedVariance(ProbeDistribution noise) {
    double[][] jacobian = jacobian();
    double expected = 0;
    for (int i = 0; i < DIM; i++) {
      for (int j = 0; j < DIM; j++) {
        double s = (jacobian[i][j] + jacobian[j][i]) / 2;
        if (i != j || noise == ProbeDistribution.GAUSSIAN) expected += 2 * s * s;
      }
    }
    double got = variance(rates(new Trace.Hutchinson(1, noise)));
    assertThat(got / expected).isCloseTo(1, within(5 * Math.sqrt(14.0 / DRAWS)));
    double four = variance(rates(new Trace.Hutchinson(4, noise)));
    assertThat(four / expected * 4).isCloseTo(1, within(5 * Math.sqrt(14.0 / DRAWS)));
  }

  /** Two evaluations at one point, another in between: the noise does not move. */
  @Test
  void directionsAreTheSameForEveryEvaluationOfASolve() {
    FlowDynamics dynamics = dynamics(new Trace.Hutchinson(1, ProbeDistribution.GAUSSIAN), 5);
    DifferentiableSystem.Evaluation first = dynamics.evaluation();
    double[] y = new double[DIM * 5 + 5];
    Arrays.fill(y, 0.3);
    double[] a = new double[y.length];
    double[] b = new double[y.length];
    first.forward(0.2, y, a);
    first.forward(0.9, y, b);
    dynamics.evaluation().forward(0.2, y, b);
    assertThat(b).containsExactly(a);
    first.forward(0.2, y, b);
    assertThat(b).containsExactly(a);
  }

  @Test
  void theWrongNumberOfDirectionsIsRefused() {
    FlowDynamics dynamics = new FlowDynamics(field, DIM, 5, 1);
    Directions exact = new Trace.Exact().directions(DIM, new Shard(0, 0, 5), new Random(1));
    assertThatThrownBy(() -> dynamics.directions(exact))
        .hasMessage("expected 1 directions for [4][5], got 4 for [4][5]");
    assertThatThrownBy(() -> new Trace.Hutchinson(0, ProbeDistribution.GAUSSIAN))
        .hasMessage("probes must be at least 1: 0");
  }

  /** The running cost at one point, once for each of many samples. */
  private double[] rates(Trace trace) {
    FlowDynamics dynamics = dynamics(trace, DRAWS);
    double[] dydt = evaluate(dynamics, DRAWS, trace.tangents(DIM));
    return Arrays.copyOfRange(dydt, DIM * DRAWS, dydt.length);
  }

  private FlowDynamics dynamics(Trace trace, int samples) {
    FlowDynamics dynamics = new FlowDynamics(field, DIM, samples, trace.tangents(DIM));
    dynamics.directions(trace.directions(DIM, new Shard(0, 0, samples), new Random(9)));
    return dynamics;
  }

  private static double[] evaluate(FlowDynamics dynamics, int samples, int tangents) {
    double[] y = new double[DIM * samples + (tangents == 0 ? 0 : samples)];
    Arrays.fill(y, 0.3);
    double[] dydt = new double[y.length];
    dynamics.evaluation().forward(0.4, y, dydt);
    return dydt;
  }

  /** By central differences of f. */
  private double[][] jacobian() {
    double[][] jacobian = new double[DIM][DIM];
    double h = 1e-5;
    for (int j = 0; j < DIM; j++) {
      double[] up = shifted(j, h);
      double[] down = shifted(j, -h);
      for (int i = 0; i < DIM; i++) jacobian[i][j] = (up[i] - down[i]) / (2 * h);
    }
    return jacobian;
  }

  private double[] shifted(int j, double h) {
    double[] y = new double[DIM];
    Arrays.fill(y, 0.3);
    y[j] += h;
    double[] f = new double[DIM];
    new FlowDynamics(field, DIM, 1, 0).evaluation().forward(0.4, y, f);
    return f;
  }

  private static double mean(double[] x) {
    return Arrays.stream(x).average().orElseThrow();
  }

  private static double variance(double[] x) {
    double mean = mean(x);
    return Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - 1);
  }
}
