package advect.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.gradient.CheckpointedAdjoint;
import advect.gradient.ContinuousAdjoint;
import advect.gradient.GradientMethod;
import advect.kernel.Precision;
import advect.latent.cell.Cell;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.step.Tolerance;
import advect.ode.tableau.Tableaux;
import advect.parallel.Parallelism;
import advect.train.TrainingListener;
import advect.train.TrainingOptions;
import advect.train.objective.SolveOptions;
import advect.train.optimizer.Adam;
import advect.train.optimizer.Schedule;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of whole models against central differences, on series of lengths and times of all. */
class LatentGradientTest {
  /** Three shards, the last of one series; fixed steps, since their lengths count as constants. */
  static final SolveOptions EXACT =
      new SolveOptions(
          new CheckpointedAdjoint(new RungeKutta(Tableaux.DOPRI5, Steps.fixed(5))),
          Precision.FLOAT64,
          new Parallelism(3, 1));

  static final SeriesOptions OPTIONS =
      new SeriesOptions(
          new TrainingOptions(4, Adam.DEFAULT.withRate(0.02), new Schedule.Constant(), 4), 7, 0, 3);

  private static final List<Series> SERIES = Waves.draw(7, 6, new SplittableRandom(5));

  /**
   * Differences over 2e-5 are off by about 1e-10 of third derivatives (which are at most some
   * thousand at this noise: 1e-7) and 1e-16 · 1000 / 1e-5 = 1e-8 of rounding.
   */
  private static final double STEP = 1e-5;

  private static final double ACCURACY = 1e-6;

  static Stream<Arguments> cellsAndAnchors() {
    return Stream.of(
        Arguments.of(Cell.TANH, Anchor.first()),
        Arguments.of(Cell.GRU, Anchor.anywhere()),
        Arguments.of(Cell.GRU, Anchor.at(0.7)));
  }

  @ParameterizedTest
  @MethodSource("cellsAndAnchors")
  void gradientOfTheBoundIsThatOfDifferences(Cell cell, Anchor anchor) {
    LatentOde model =
        new LatentOde(2, 3, new Recognition(cell, 4, anchor), List.of(5), List.of(4), 0.3);
    double[] theta = model.initialParameters(new SplittableRandom(8));
    try (LatentObjective objective =
        new LatentObjective(model, SeriesData.of(SERIES, List.of(), 2), OPTIONS, EXACT)) {
      check((at, bar) -> objective.evaluate(at, 2, bar).value(), theta);
    }
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void gradientOfTheRecurrentNetIsThatOfDifferences(Cell cell) {
    RecurrentForecaster model = new RecurrentForecaster(2, cell, 4, 0.3);
    RecurrentWorker worker = new RecurrentWorker(model, new Scale(SERIES, 2), EXACT);
    double[] theta = model.initialParameters(new SplittableRandom(8));
    check(
        (at, bar) -> {
          Arrays.fill(bar, 0);
          worker.parameters(at);
          return worker.differentiate(SERIES, bar).sum();
        },
        theta);
  }

  /** A loss with its gradient. */
  private interface Loss {
    double evaluate(double[] theta, double[] thetaBar);
  }

  private static void check(Loss loss, double[] theta) {
    double[] gradient = new double[theta.length];
    double[] scratch = new double[theta.length];
    loss.evaluate(theta, gradient);
    for (int i = 0; i < theta.length; i++) {
      double[] moved = theta.clone();
      moved[i] += STEP;
      double above = loss.evaluate(moved, scratch);
      moved[i] -= 2 * STEP;
      double below = loss.evaluate(moved, scratch);
      double scale = 1 + Math.abs(gradient[i]);
      assertThat(gradient[i])
          .as("parameter %d", i)
          .isCloseTo((above - below) / (2 * STEP), within(ACCURACY * scale));
    }
  }

  /** A shard of series of different lengths is the series one by one. */
  @Test
  void shardsDoNotMixTheirSeries() {
    RecurrentForecaster model = new RecurrentForecaster(2, Cell.GRU, 4, 0.3);
    RecurrentWorker worker = new RecurrentWorker(model, new Scale(SERIES, 2), EXACT);
    worker.parameters(model.initialParameters(new SplittableRandom(8)));
    int parameters = model.parameterCount();
    double[] together = new double[parameters];
    double sum = worker.differentiate(SERIES, together).sum();
    double[] alone = new double[parameters];
    for (Series one : SERIES) sum -= worker.differentiate(List.of(one), alone).sum();
    assertThat(sum).isCloseTo(0, within(1e-9));
    assertThat(alone).containsExactly(together, within(1e-9));
  }

  /** One step of tolerance 1e-14 does not lead back: a loss would hide a gradient of nothing. */
  @ParameterizedTest
  @MethodSource("cellsAndAnchors")
  void aReverseThatFailsIsNotTakenForAGradient(Cell cell, Anchor anchor) {
    RungeKutta hopeless =
        new RungeKutta(Tableaux.DOPRI5, new Steps.Adaptive(Tolerance.of(1e-14), 1));
    ContinuousAdjoint method =
        new ContinuousAdjoint(new RungeKutta(Tableaux.DOPRI5, Steps.fixed(5)), hopeless);
    SolveOptions engine = new SolveOptions(method, Precision.FLOAT64, EXACT.parallelism());
    LatentOde model =
        new LatentOde(2, 3, new Recognition(cell, 4, anchor), List.of(5), List.of(4), 0.3);
    double[] theta = model.initialParameters(new SplittableRandom(8));
    try (LatentObjective objective =
        new LatentObjective(model, SeriesData.of(SERIES, List.of(), 2), OPTIONS, engine)) {
      assertThat(objective.evaluate(theta, 2, new double[theta.length]).value()).isNaN();
    }
  }

  /** The other gradient method, which shares no code with the first beyond the right-hand side. */
  @Test
  void continuousAdjointAgreesWithTheCheckpointed() {
    RungeKutta solver = new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-10));
    LatentOde model =
        new LatentOde(
            2, 3, new Recognition(Cell.GRU, 4, Anchor.anywhere()), List.of(5), List.of(4), 0.3);
    double[] theta = model.initialParameters(new SplittableRandom(8));
    double[] checkpointed = gradient(model, theta, new CheckpointedAdjoint(solver));
    double[] continuous = gradient(model, theta, new ContinuousAdjoint(solver));
    double largest = Arrays.stream(checkpointed).map(Math::abs).max().orElseThrow();
    assertThat(continuous).containsExactly(checkpointed, within(1e-6 * (1 + largest)));
  }

  private static double[] gradient(LatentOde model, double[] theta, GradientMethod method) {
    SolveOptions engine = new SolveOptions(method, Precision.FLOAT64, EXACT.parallelism());
    double[] gradient = new double[theta.length];
    try (LatentObjective objective =
        new LatentObjective(model, SeriesData.of(SERIES, List.of(), 2), OPTIONS, engine)) {
      objective.evaluate(theta, 2, gradient);
    }
    return gradient;
  }

  @Test
  void threadsDoNotChangeABit() {
    LatentOde model = LatentOde.of(2, 0.1);
    SolveOptions one = new SolveOptions(EXACT.method(), Precision.FLOAT32, EXACT.parallelism());
    FittedLatentOde a = model.fit(SERIES, OPTIONS, one, TrainingListener.NONE);
    FittedLatentOde b = model.fit(SERIES, OPTIONS, one.withThreads(3), TrainingListener.NONE);
    assertThat(b.parameters()).containsExactly(a.parameters());
    List<double[]> times = Collections.nCopies(7, new double[] {3, 2.5});
    for (int n = 0; n < 7; n++) {
      assertThat(b.predict(SERIES, times).get(n)).isDeepEqualTo(a.predict(SERIES, times).get(n));
    }
    RecurrentForecaster net = new RecurrentForecaster(2, Cell.TANH, 4, 0.3);
    assertThat(net.fit(SERIES, OPTIONS, one.withThreads(3), TrainingListener.NONE).parameters())
        .containsExactly(net.fit(SERIES, OPTIONS, one, TrainingListener.NONE).parameters());
  }
}
