package advect.supervised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.field.layered.Mlp;
import advect.gradient.CheckpointedAdjoint;
import advect.gradient.ContinuousAdjoint;
import advect.gradient.GradientMethod;
import advect.input.InputException;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.train.objective.SolveOptions;
import advect.train.optimizer.Adam;
import advect.train.optimizer.Schedule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training: one batch is learned by heart, threads change nothing, nonsense is refused. */
class FitTest {
  private static final RungeKutta SOLVER = new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-4));
  private static final FitOptions LONG =
      new FitOptions(300, 16, 0, Adam.DEFAULT.withRate(0.02), new Schedule.Cosine(0), 1);

  /**
   * Random labels in three dimensions, which no straight line separates: some 0.69 nats at first.
   */
  @Test
  void oneBatchIsLearnedByHeart() {
    Examples examples = Nets.examples(16);
    NeuralOde net = NeuralOde.of(3, Mlp.tanh(5, 24), 2);
    SolveOptions engine = Nets.engine(new CheckpointedAdjoint(SOLVER), 2);
    Fit fit = Fit.of(net, examples, Loss.CROSS_ENTROPY, engine, LONG);
    assertThat(fit.history()).hasSize(300);
    assertThat(fit.history().get(0).value()).isGreaterThan(0.5);
    assertThat(fit.history().get(299).value()).isLessThan(0.05);
    assertThat(examples.errorRate(fit.predictor(SOLVER, engine).predict(examples.inputs())))
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7})
  void trainingDoesNotDependOnThreads(int threads) {
    for (GradientMethod method :
        List.of(new CheckpointedAdjoint(SOLVER), new ContinuousAdjoint(SOLVER))) {
      assertThat(fit(method, threads).parameters()).containsExactly(fit(method, 1).parameters());
    }
  }

  private static Fit fit(GradientMethod method, int threads) {
    FitOptions options = new FitOptions(2, 10, 0.1, Adam.DEFAULT, new Schedule.Constant(), 3);
    return Fit.of(
        Nets.SMALL, Nets.examples(25), Loss.SQUARED_ERROR, Nets.engine(method, threads), options);
  }

  /** 25 examples in batches of 10 for two epochs are five batches. */
  @Test
  void everyExampleIsSeenOnceAnEpoch() {
    assertThat(fit(new CheckpointedAdjoint(SOLVER), 1).history()).hasSize(5);
  }

  /** The first loss is that of the starting values on noisy inputs: another one than without. */
  @Test
  void noiseMovesInputsAndIsDrawnFromTheSeed() {
    double quiet = firstLoss(0, 3);
    assertThat(firstLoss(0.1, 3)).isEqualTo(firstLoss(0.1, 3)).isNotEqualTo(quiet);
    // first order in the noise: slopes of some units times 1e-6
    assertThat(firstLoss(1e-6, 3)).isCloseTo(quiet, within(1e-4)).isNotEqualTo(quiet);
  }

  private static double firstLoss(double noise, long seed) {
    FitOptions options = new FitOptions(1, 25, noise, Adam.DEFAULT, new Schedule.Constant(), seed);
    SolveOptions engine = Nets.engine(new CheckpointedAdjoint(SOLVER), 1);
    return Fit.of(Nets.SMALL, Nets.examples(25), Loss.SQUARED_ERROR, engine, options)
        .history()
        .get(0)
        .value();
  }

  @Test
  void examplesOfOneClassAreRefused() {
    Examples same = Examples.labelled(Nets.random(4, 3, 1), new int[] {1, 1, 1, 1}, 2);
    SolveOptions engine = Nets.engine(new CheckpointedAdjoint(SOLVER), 1);
    assertThatThrownBy(
            () -> Fit.of(Nets.SMALL, same, Loss.CROSS_ENTROPY, engine, FitOptions.DEFAULT))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("All 4 rows are of class 1");
  }
}
