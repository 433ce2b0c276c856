package advect.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.data.toy.ToyDistribution;
import advect.field.layered.ConcatSquash;
import advect.field.layered.Mlp;
import advect.field.layered.TimeInput;
import advect.flow.Flow;
import advect.flow.FlowDensity;
import advect.flow.Standardization;
import advect.flow.base.StandardNormal;
import advect.flow.dynamics.Trace;
import advect.flow.transform.Chain;
import advect.flow.transform.Ode;
import advect.flow.transform.OdeSettings;
import advect.flow.transform.Planar;
import advect.flow.transform.Radial;
import advect.flow.transform.Regularization;
import advect.flow.transform.Transform;
import advect.gradient.CheckpointedAdjoint;
import advect.kernel.Activation;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.parallel.Parallelism;
import advect.parallel.RandomStreams;
import advect.parallel.RandomStreams.Purpose;
import advect.train.Phase;
import advect.train.Trainer;
import advect.train.TrainingControl;
import advect.train.TrainingListener;
import advect.train.TrainingOptions;
import advect.train.objective.Batches;
import advect.train.objective.MaximumLikelihood;
import advect.train.objective.Objective;
import advect.train.optimizer.Adam;
import advect.train.optimizer.Schedule;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FreeEnergyTest {
  private static final Parallelism TWO = new Parallelism(16, 2);

  static Stream<Transform> transforms() {
    RungeKutta solver = new RungeKutta(Tableaux.DOPRI5, new Steps.Fixed(10));
    Ode ode =
        new Ode(
            new ConcatSquash(2, List.of(3), Activation.TANH),
            OdeSettings.exact(new CheckpointedAdjoint(solver)));
    Regularization costs = new Regularization(0.5, 0.2, 0.3);
    return Stream.of(
        Chain.repeat(new Planar(2), 2),
        Chain.repeat(new Radial(2), 2),
        Chain.of(new Planar(2), ode).solved(how -> how.withRegularization(costs)),
        ode);
  }

  /** The draws of an iteration are fixed, so the loss is a smooth function of θ. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("transforms")
  void gradientAgreesWithCentralDifferences(Transform transform) {
    try (FreeEnergy loss = new FreeEnergy(transform, Energy.U3, 1, 40, 10, TWO)) {
      double[] theta = transform.initialParameters(new Random(2));
      assertGradient(loss, theta, 7);
    }
  }

  /**
   * f = w z moves z₀ along z₀ exp(w t), so a draw pays w |z₀|² (exp(2w) - 1)/2 for |f|² and 2w² for
   * ‖J‖². Steps are right to 1e-10.
   */
  @Test
  void costsOfAPathAreAddedToTheLoss() {
    double w = 0.7;
    double[] theta = {w, 0, 0, w, 0, 0};
    Mlp field = new Mlp(2, List.of(), Activation.TANH, TimeInput.NONE);
    RungeKutta solver = new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-10));
    Ode free = new Ode(field, OdeSettings.exact(new CheckpointedAdjoint(solver)));
    int draws = 16; // a shard
    double[] z = new double[2 * draws];
    new StandardNormal(2).sample(new RandomStreams(1).stream(Purpose.VARIATIONAL, 4, 0), z);
    double square = Arrays.stream(z).map(v -> v * v).sum() / draws;
    double expected = 0.5 * w * square * Math.expm1(2 * w) / 2 + 0.2 * 2 * w * w;
    Regularization costs = new Regularization(0.5, 0.2, 0);
    double without = value(free, theta, draws);
    double with = value(free.solved(how -> how.withRegularization(costs)), theta, draws);
    assertThat(with - without).isCloseTo(expected, within(1e-8));
  }

  private static double value(Transform transform, double[] theta, int draws) {
    try (FreeEnergy loss = new FreeEnergy(transform, Energy.U2, 1, draws, 10, TWO)) {
      return loss.evaluate(theta, 4, new double[theta.length]).value();
    }
  }

  @Test
  void likelihoodGradientAgreesWithCentralDifferences() {
    try (MaximumLikelihood loss = moons(Chain.repeat(new Planar(2), 3), 40)) {
      double[] theta = Chain.repeat(new Planar(2), 3).initialParameters(new Random(2));
      assertGradient(loss, theta, 5);
    }
  }

  /** h = 1e-5: error h²|L'''|/6 + 1e-16 |L|/h, about 1e-9 for gradients of 1. */
  private static void assertGradient(Objective loss, double[] theta, int iteration) {
    double h = 1e-5;
    double[] gradient = new double[theta.length];
    loss.evaluate(theta, iteration, gradient);
    double[] unused = new double[theta.length];
    double[] differences = new double[theta.length];
    for (int i = 0; i < theta.length; i++) {
      double[] up = theta.clone();
      double[] down = theta.clone();
      up[i] += h;
      down[i] -= h;
      differences[i] =
          (loss.evaluate(up, iteration, unused).value()
                  - loss.evaluate(down, iteration, unused).value())
              / (2 * h);
    }
    double largest = Arrays.stream(differences).map(Math::abs).max().orElseThrow();
    assertThat(gradient).containsExactly(differences, within(1e-7 * (1 + largest)));
  }

  /** β grows by 1/anneal an iteration from 0.01 and stays at 1: F - β E[U] is E[log q]. */
  @Test
  void temperatureFallsToOneAndStays() {
    Chain identity = Chain.repeat(new Planar(2), 0);
    double[] none = new double[0];
    try (FreeEnergy slow = new FreeEnergy(identity, Energy.U2, 3, 64, 100, TWO);
        FreeEnergy fast = new FreeEnergy(identity, Energy.U2, 3, 64, 1, TWO)) {
      double half = slow.evaluate(none, 49, none).value(); // β = 0.5
      double full = fast.evaluate(none, 49, none).value(); // β = 1
      assertThat(slow.evaluate(none, 49, none).value()).isEqualTo(half);
      double late = slow.evaluate(none, 1000, none).value();
      assertThat(fast.evaluate(none, 1000, none).value()).isEqualTo(late);
      assertThat(full).isGreaterThan(half);
    }
  }

  @Test
  void threadsChangeNoBit() {
    Chain flow = Chain.repeat(new Planar(2), 3);
    double[] theta = flow.initialParameters(new Random(2));
    double[] one = new double[theta.length];
    double[] three = new double[theta.length];
    try (FreeEnergy a = new FreeEnergy(flow, Energy.U1, 3, 100, 5, new Parallelism(16, 1));
        FreeEnergy b = new FreeEnergy(flow, Energy.U1, 3, 100, 5, new Parallelism(16, 3))) {
      assertThat(a.evaluate(theta, 2, one)).isEqualTo(b.evaluate(theta, 2, three));
    }
    assertThat(one).containsExactly(three);
  }

  /**
   * Scored over the plane by their exact inverse, trained layers hold a mass of 1: on a lattice of
   * spacing 0.05 the smooth density's sum is right to far better than 1e-3, and [-8, 8]² leaves
   * less than that outside.
   */
  @Test
  void densityByTheInverseIntegratesToOne() {
    Chain flow = Chain.repeat(new Planar(2), 4);
    double[] theta = flow.initialParameters(new Random(2));
    try (FreeEnergy loss = new FreeEnergy(flow, Energy.U1, 3, 64, 50, TWO)) {
      Adam adam = Adam.DEFAULT.withRate(1e-2);
      theta = minimized(loss, theta, 200, adam);
    }
    int cells = 320;
    DMatrixRMaj grid = new DMatrixRMaj(cells * cells, 2);
    for (int k = 0; k < grid.numRows; k++) {
      int row = k / cells;
      grid.set(k, 0, -8 + 0.05 * (k % cells + 0.5));
      grid.set(k, 1, -8 + 0.05 * (row + 0.5));
    }
    FlowDensity density = new FlowDensity(new Flow(new StandardNormal(2), flow), theta, TWO);
    double mass = 0;
    for (double logq : density.logDensity(grid)) mass += Math.exp(logq) * 0.05 * 0.05;
    assertThat(mass).isCloseTo(1, within(1e-3));
  }

  /**
   * Without layers log p is that of standardised normal: entropy plus divergence of moons and their
   * Gaussian without correlation, 2.84 + log σ's; here by its definition on the same points.
   */
  @Test
  void likelihoodWithoutLayersIsThatOfTheStandardisation() {
    Chain identity = Chain.repeat(new Planar(2), 0);
    Batches batches = batches(64);
    Standardization units = Standardization.of(batches.batch(0).x());
    try (MaximumLikelihood loss = likelihood(identity, batches, units)) {
      double expected = 0;
      DMatrixRMaj x = batches.batch(3).x();
      for (int i = 0; i < x.numRows; i++) {
        for (int j = 0; j < 2; j++) {
          double sd = units.scale(j);
          double z = (x.get(i, j) - units.shift(j)) / sd;
          expected += z * z / 2 + Math.log(sd * Math.sqrt(2 * Math.PI));
        }
      }
      double nll = loss.evaluate(new double[0], 3, new double[0]).value();
      assertThat(nll).isCloseTo(expected / 64, within(1e-12));
    }
  }

  @Test
  void onlyTransportsOfThePlaneAreTaken() {
    assertThatThrownBy(
            () -> new FreeEnergy(Chain.repeat(new Planar(3), 1), Energy.U1, 1, 8, 1, TWO))
        .hasMessageContaining("expected a transform of the plane without a context");
  }

  @Test
  void transportsWithoutATraceAreRefused() {
    Ode ode = (Ode) transforms().reduce((a, b) -> b).orElseThrow();
    Ode blind = ode.with(ode.settings().withTrace(new Trace.None()));
    assertThatThrownBy(() -> new FreeEnergy(Chain.of(blind), Energy.U1, 1, 8, 1, TWO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Trace.None leaves out the determinant");
  }

  @Test
  void energiesWithoutDrawsOrScheduleAreRefused() {
    Chain flow = Chain.repeat(new Planar(2), 1);
    assertThatThrownBy(() -> new FreeEnergy(flow, Energy.U1, 1, 0, 1, TWO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("batch and anneal must be at least 1, got 0 and 1");
    assertThatThrownBy(() -> new FreeEnergy(flow, Energy.U1, 1, 8, 0, TWO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("batch and anneal must be at least 1, got 8 and 0");
  }

  @Test
  void likelihoodsOfOtherShapesAreRefused() {
    Chain flow = Chain.repeat(new Planar(2), 1);
    assertThatThrownBy(() -> likelihood(flow, batches(8), Standardization.identity(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the transform has 2 dimensions, the base 2, the standardisation 3");
    double[] theta = new double[flow.parameterCount()];
    for (DMatrixRMaj odd : List.of(new DMatrixRMaj(4, 3), new DMatrixRMaj(0, 2))) {
      try (MaximumLikelihood loss =
          likelihood(flow, Batches.of(i -> odd), Standardization.identity(2))) {
        assertThatThrownBy(() -> loss.evaluate(theta, 0, theta.clone()))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(
                "expected a batch [rows][2], got [%d][%d]".formatted(odd.numRows, odd.numCols));
      }
    }
  }

  /** The map is from data to base, the direction in which planar layers are scored fast. */
  private static MaximumLikelihood likelihood(
      Chain toBase, Batches batches, Standardization units) {
    Flow flow = new Flow(new StandardNormal(2), toBase.inverse(), units);
    return new MaximumLikelihood(flow, batches, TWO);
  }

  private static MaximumLikelihood moons(Chain toBase, int batch) {
    Batches batches = batches(batch);
    return likelihood(toBase, batches, Standardization.of(batches.batch(0).x()));
  }

  private static double[] minimized(Objective loss, double[] start, int iterations, Adam adam) {
    TrainingOptions options =
        new TrainingOptions(iterations, adam, new Schedule.Constant(), iterations);
    return Trainer.fit(
            List.of(new Phase(loss, options)), start, TrainingListener.NONE, TrainingControl.none())
        .parameters();
  }

  private static Batches batches(int size) {
    RandomStreams streams = new RandomStreams(5);
    ToyDistribution toy = ToyDistribution.named("two-moons");
    return Batches.of(i -> toy.sample(size, streams.stream(Purpose.TRAINING_DATA, i, 0)));
  }
}
