package advect.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.field.layered.Mlp;
import advect.field.layered.TimeInput;
import advect.kernel.Activation;
import advect.kernel.Precision;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.parallel.Parallelism;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** All that a flow does, under a context for each row: several shards, in units of the data. */
class ConditionalFlowTest {
  /** Solves at 1e-9, errors amplified by the flow's Lipschitz constant (below 100 here). */
  private static final double TOLERANCE = 1e-6;

  private static final DMatrixRMaj CONTEXT = normal(150, 1, 5, 2);
  private static final DMatrixRMaj X = normal(150, 2, 0, 2);

  private final ContinuousFlow flow =
      ContinuousFlow.of(
              new Mlp(2, List.of(8), Activation.TANH, TimeInput.JOINED, 1),
              Standardization.of(new double[] {3, -1}, new double[] {2, 0.5}),
              1)
          .withContextUnits(Standardization.of(new double[] {5}, new double[] {2}))
          .with(
              FlowSettings.DEFAULT
                  .withPrecision(Precision.FLOAT64)
                  .withSolver(new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-9))));

  @Test
  void decodingUndoesEncoding() {
    DMatrixRMaj z = flow.encode(X, CONTEXT);
    assertThat(flow.decode(z, CONTEXT).data).containsExactly(X.data, within(TOLERANCE));
    assertThat(flow.decode(z, normal(150, 1, 5, 3)).get(0, 0))
        .isNotCloseTo(X.get(0, 0), within(1e-3));
  }

  @Test
  void allWaysToALogDensityAgree() {
    FlowPoints scored = flow.encodeWithLogDensity(X, CONTEXT);
    assertThat(scored.logDensity()).containsExactly(flow.logDensity(X, CONTEXT), within(TOLERANCE));
    assertThat(scored.points().data)
        .containsExactly(flow.encode(X, CONTEXT).data, within(TOLERANCE));
    FlowPoints moved = flow.density().move(scored.points(), CONTEXT);
    assertThat(moved.points().data).containsExactly(X.data, within(TOLERANCE));
    assertThat(moved.logDensity()).containsExactly(scored.logDensity(), within(TOLERANCE));
    FlowPoints drawn = flow.sampleWithLogDensity(CONTEXT, 8);
    assertThat(drawn.logDensity())
        .containsExactly(flow.logDensity(drawn.points(), CONTEXT), within(TOLERANCE));
    assertThat(flow.sample(CONTEXT, 8).data)
        .containsExactly(drawn.points().data, within(TOLERANCE));
  }

  /** Blocks are of whole shards, which are the same in both. */
  @Test
  void blocksOfDrawsAreTheDraws() {
    int block = ContinuousFlow.SAMPLE_BLOCK;
    ContinuousFlow small =
        ContinuousFlow.of(
                new Mlp(1, List.of(), Activation.TANH, TimeInput.JOINED, 1),
                Standardization.identity(1),
                1)
            .with(FlowSettings.DEFAULT.withParallelism(new Parallelism(64, 2)));
    DMatrixRMaj contexts = normal(block + 128, 1, 0, 5);
    double[] all = small.sample(contexts, 3).data;
    DMatrixRMaj last =
        new DMatrixRMaj(128, 1, true, Arrays.copyOfRange(contexts.data, block, block + 128));
    assertThat(small.sampleBlock(1, last, 3).data)
        .containsExactly(Arrays.copyOfRange(all, block, block + 128));
    assertThatThrownBy(() -> small.sampleBlock(0, contexts, 3))
        .hasMessageContaining("got block 0 and 8320 rows");
  }

  /** Central differences of the path: h² of the third derivative and 1e-7/h of the solves. */
  @Test
  void theVelocityIsThatOfThePath() {
    double t = 0.6;
    double h = 1e-3;
    DMatrixRMaj z = flow.encode(X, CONTEXT);
    DMatrixRMaj velocity = flow.velocity(flow.until(t).decode(z, CONTEXT), CONTEXT, t);
    DMatrixRMaj after = flow.until(t + h).decode(z, CONTEXT);
    DMatrixRMaj before = flow.until(t - h).decode(z, CONTEXT);
    for (int k = 0; k < velocity.data.length; k++) {
      assertThat(velocity.data[k])
          .isCloseTo((after.data[k] - before.data[k]) / (2 * h), within(2e-4));
    }
    assertThatThrownBy(() -> flow.velocity(X, t))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a context [150][1]");
  }

  @Test
  void aContextThatIsLeftOutIsMissed() {
    assertThatThrownBy(() -> flow.encode(X)).hasMessageContaining("expected a context [150][1]");
    assertThatThrownBy(() -> flow.decode(X, new DMatrixRMaj(149, 1)))
        .hasMessageContaining("expected a context [150][1]");
  }

  private static DMatrixRMaj normal(int rows, int columns, double mean, long seed) {
    Random random = new Random(seed);
    DMatrixRMaj x = new DMatrixRMaj(rows, columns);
    Arrays.setAll(x.data, i -> mean + random.nextGaussian());
    return x;
  }
}
