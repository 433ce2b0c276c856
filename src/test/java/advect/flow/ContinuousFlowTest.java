package advect.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.field.layered.ConcatSquash;
import advect.field.layered.Mlp;
import advect.kernel.Activation;
import advect.kernel.Precision;
import advect.ode.RungeKutta;
import advect.ode.SolveException;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.parallel.Parallelism;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class ContinuousFlowTest {
  private static final FlowSettings TIGHT =
      FlowSettings.DEFAULT
          .withPrecision(Precision.FLOAT64)
          .withSolver(new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-9)));

  private final ContinuousFlow flow =
      ContinuousFlow.of(
              new ConcatSquash(2, List.of(16, 16), Activation.TANH),
              Standardization.of(new double[] {3, -1}, new double[] {2, 0.5}),
              1)
          .with(TIGHT);

  @Test
  void decodingUndoesEncoding() {
    DMatrixRMaj x = points(300);
    DMatrixRMaj back = flow.decode(flow.encode(x));
    // Two solves at 1e-9, errors amplified by the flow's Lipschitz constant (below 100 here).
    assertThat(back.data).containsExactly(x.data, within(1e-6));
  }

  @Test
  void samplesCarryTheLogDensityThatScoringFinds() {
    FlowPoints samples = flow.sampleWithLogDensity(300, 8);
    assertThat(samples.logDensity())
        .containsExactly(flow.logDensity(samples.points()), within(1e-6));
    assertThat(flow.sample(300, 8).data).containsExactly(samples.points().data, within(1e-6));
  }

  @Test
  void fewerDrawsAreTheBeginningOfMore() {
    DMatrixRMaj few = flow.with(TIGHT.withParallelism(new Parallelism(10, 1))).sample(10, 3);
    DMatrixRMaj more = flow.with(TIGHT.withParallelism(new Parallelism(10, 1))).sample(25, 3);
    assertThat(few.data).containsExactly(java.util.Arrays.copyOf(more.data, 20));
  }

  /** A hundred shards of a field without hidden layers, since more than a block is needed. */
  @Test
  void blocksOfDrawsAreTheDraws() {
    ContinuousFlow small = ContinuousFlow.of(Mlp.tanh(1), Standardization.identity(1), 1);
    int block = ContinuousFlow.SAMPLE_BLOCK;
    double[] all = small.sample(block + 128, 3).data;
    assertThat(small.sampleBlock(0, block, 3).data)
        .containsExactly(java.util.Arrays.copyOf(all, block));
    assertThat(small.sampleBlock(1, 100, 3).data)
        .containsExactly(java.util.Arrays.copyOfRange(all, block, block + 100));
    assertThat(small.sampleBlock(1, 1, 3).get(0, 0)).isEqualTo(all[block]);
    assertThatThrownBy(() -> small.sampleBlock(0, block + 1, 3))
        .hasMessageContaining("got block 0 and 8193 rows");
  }

  @Test
  void stoppedAtTimeZeroItIsTheBaseInDataUnits() {
    double[] logp = flow.until(0).logDensity(new DMatrixRMaj(new double[][] {{3, -1}, {5, -1}}));
    double peak = -Math.log(2 * Math.PI) - Math.log(2 * 0.5);
    assertThat(logp).containsExactly(new double[] {peak, peak - 0.5}, within(1e-12));
  }

  @Test
  void densityIntegratesToOne() {
    // Midpoint rule over ±10 base deviations: exponentially accurate for a smooth density; the
    // 1e-6 is the solver's.
    int n = 100;
    DMatrixRMaj grid = new DMatrixRMaj(n * n, 2);
    double dx = 2 * 10 * 2.0 / n;
    double dy = 2 * 10 * 0.5 / n;
    for (int i = 0; i < n * n; i++) {
      grid.set(i, 0, 3 - 20 + (i % n + 0.5) * dx);
      grid.set(i, 1, -1 - 5 + (Math.floorDiv(i, n) + 0.5) * dy);
    }
    double mass = 0;
    for (double logp : flow.logDensity(grid)) mass += Math.exp(logp) * dx * dy;
    assertThat(mass).isCloseTo(1, within(1e-6));
  }

  @Test
  void badRowsAreNamed() {
    assertThatThrownBy(
            () -> flow.logDensity(new DMatrixRMaj(new double[][] {{1, 2}, {3, Double.NaN}})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row 2, column 2 is NaN; every number must be finite");
    assertThatThrownBy(() -> flow.logDensity(new DMatrixRMaj(5, 3)))
        .hasMessage("expected [rows][2], got [5][3]");
    assertThatThrownBy(() -> flow.sample(0, 1)).hasMessage("expected at least 1 sample, got 0");
  }

  @Test
  void aFailedSolveSaysWhereAndWhatToTry() {
    RungeKutta impatient =
        new RungeKutta(Tableaux.DOPRI5, new Steps.Adaptive(advect.ode.step.Tolerance.of(1e-12), 3));
    assertThatThrownBy(() -> flow.with(TIGHT.withSolver(impatient)).logDensity(points(5)))
        .isInstanceOf(SolveException.class)
        .hasMessageContaining("STEPS_EXHAUSTED")
        .hasMessageContaining("loosen the tolerance");
  }

  @Test
  void constantColumnsCannotBeStandardised() {
    assertThatThrownBy(() -> Standardization.of(new DMatrixRMaj(new double[][] {{1, 2}, {3, 2}})))
        .hasMessage("column 2 cannot be standardised: its standard deviation is 0.0");
  }

  private static DMatrixRMaj points(int rows) {
    Random random = new Random(4);
    DMatrixRMaj x = new DMatrixRMaj(rows, 2);
    for (int i = 0; i < rows; i++) {
      x.set(i, 0, 3 + 2 * random.nextGaussian());
      x.set(i, 1, -1 + 0.5 * random.nextGaussian());
    }
    return x;
  }
}
