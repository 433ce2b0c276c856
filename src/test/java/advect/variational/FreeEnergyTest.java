package advect.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.data.toy.ToyDistribution;
import advect.field.ConcatSquash;
import advect.flow.Standardization;
import advect.gradient.CheckpointedAdjoint;
import advect.kernel.Activation;
import advect.ode.RungeKutta;
import advect.ode.Steps;
import advect.ode.Tableaux;
import advect.parallel.Parallelism;
import advect.parallel.RandomStreams;
import advect.parallel.RandomStreams.Purpose;
import advect.train.Adam;
import advect.train.Batches;
import advect.train.Descent;
import advect.train.Schedule;
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

  static Stream<Transport> transports() {
    RungeKutta solver = new RungeKutta(Tableaux.DOPRI5, new Steps.Fixed(10));
    return Stream.of(
        LayeredFlow.of(new Planar(2), 2),
        LayeredFlow.of(new Radial(2), 2),
        new ContinuousTransport(
            new ConcatSquash(2, List.of(3), Activation.TANH), new CheckpointedAdjoint(solver)));
  }

  /** The draws of an iteration are fixed, so the loss is a smooth function of θ. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("transports")
  void gradientAgreesWithCentralDifferences(Transport transport) {
    try (FreeEnergy loss = new FreeEnergy(transport, Energy.U3, 1, 40, 10, TWO)) {
      double[] theta = transport.initialParameters(new Random(2));
      assertGradient(loss, theta, 7);
    }
  }

  @Test
  void likelihoodGradientAgreesWithCentralDifferences() {
    try (LayeredLikelihood loss = moons(LayeredFlow.of(new Planar(2), 3), 40, TWO)) {
      double[] theta = LayeredFlow.of(new Planar(2), 3).initialParameters(new Random(2));
      assertGradient(loss, theta, 5);
    }
  }

  /** h = 1e-5: error h²|L'''|/6 + 1e-16 |L|/h, about 1e-9 for gradients of 1. */
  private static void assertGradient(Descent.Objective loss, double[] theta, int iteration) {
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
          (loss.evaluate(up, iteration, unused) - loss.evaluate(down, iteration, unused)) / (2 * h);
    }
    double largest = Arrays.stream(differences).map(Math::abs).max().orElseThrow();
    assertThat(gradient).containsExactly(differences, within(1e-7 * (1 + largest)));
  }

  /** β grows by 1/anneal an iteration from 0.01 and stays at 1: F - β E[U] is E[log q]. */
  @Test
  void temperatureFallsToOneAndStays() {
    LayeredFlow identity = LayeredFlow.of(new Planar(2), 0);
    double[] none = new double[0];
    try (FreeEnergy slow = new FreeEnergy(identity, Energy.U2, 3, 64, 100, TWO);
        FreeEnergy fast = new FreeEnergy(identity, Energy.U2, 3, 64, 1, TWO)) {
      double half = slow.evaluate(none, 49, none); // β = 0.5
      double full = fast.evaluate(none, 49, none); // β = 1
      assertThat(slow.evaluate(none, 49, none)).isEqualTo(half);
      double late = slow.evaluate(none, 1000, none);
      assertThat(fast.evaluate(none, 1000, none)).isEqualTo(late);
      assertThat(full).isGreaterThan(half);
    }
  }

  @Test
  void threadsChangeNoBit() {
    LayeredFlow flow = LayeredFlow.of(new Planar(2), 3);
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
    LayeredFlow flow = LayeredFlow.of(new Planar(2), 4);
    double[] theta = flow.initialParameters(new Random(2));
    try (FreeEnergy loss = new FreeEnergy(flow, Energy.U1, 3, 64, 50, TWO)) {
      Adam adam = Adam.DEFAULT.withRate(1e-2);
      Descent.minimize(loss, theta, 200, adam, new Schedule.Constant(), (i, value) -> {});
    }
    int cells = 320;
    DMatrixRMaj grid = new DMatrixRMaj(cells * cells, 2);
    for (int k = 0; k < grid.numRows; k++) {
      int row = k / cells;
      grid.set(k, 0, -8 + 0.05 * (k % cells + 0.5));
      grid.set(k, 1, -8 + 0.05 * (row + 0.5));
    }
    DMatrixRMaj from = flow.invert(theta, grid);
    double mass = 0;
    for (double logq : Moved.by(flow, theta, from, TWO).logDensityAfter(from)) {
      mass += Math.exp(logq) * 0.05 * 0.05;
    }
    assertThat(mass).isCloseTo(1, within(1e-3));
  }

  /**
   * Without layers log p is that of standardised normal: entropy plus divergence of moons and their
   * Gaussian without correlation, 2.84 + log σ's; here by its definition on the same points.
   */
  @Test
  void likelihoodWithoutLayersIsThatOfTheStandardisation() {
    LayeredFlow identity = LayeredFlow.of(new Planar(2), 0);
    Batches batches = batches(64);
    Standardization units = Standardization.of(batches.batch(0));
    try (LayeredLikelihood loss = new LayeredLikelihood(identity, batches, units, TWO)) {
      double expected = 0;
      DMatrixRMaj x = batches.batch(3);
      for (int i = 0; i < x.numRows; i++) {
        for (int j = 0; j < 2; j++) {
          double sd = units.scale(j);
          double z = (x.get(i, j) - units.shift(j)) / sd;
          expected += z * z / 2 + Math.log(sd * Math.sqrt(2 * Math.PI));
        }
      }
      double nll = loss.evaluate(new double[0], 3, new double[0]);
      assertThat(nll).isCloseTo(expected / 64, within(1e-12));
    }
  }

  @Test
  void onlyTransportsOfThePlaneAreTaken() {
    assertThatThrownBy(
            () -> new FreeEnergy(LayeredFlow.of(new Planar(3), 1), Energy.U1, 1, 8, 1, TWO))
        .hasMessageContaining("expected a transport of the plane without a condition");
  }

  @Test
  void energiesWithoutDrawsOrScheduleAreRefused() {
    LayeredFlow flow = LayeredFlow.of(new Planar(2), 1);
    assertThatThrownBy(() -> new FreeEnergy(flow, Energy.U1, 1, 0, 1, TWO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("batch and anneal must be at least 1, got 0 and 1");
    assertThatThrownBy(() -> new FreeEnergy(flow, Energy.U1, 1, 8, 0, TWO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("batch and anneal must be at least 1, got 8 and 0");
  }

  @Test
  void likelihoodsOfOtherShapesAreRefused() {
    LayeredFlow flow = LayeredFlow.of(new Planar(2), 1);
    assertThatThrownBy(
            () -> new LayeredLikelihood(flow, batches(8), Standardization.identity(3), TWO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a standardisation of 2 columns, got 3");
    assertThatThrownBy(
            () ->
                new LayeredLikelihood(
                    new LayeredFlow(new Planar(2), 1, true),
                    batches(8),
                    Standardization.identity(2),
                    TWO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected layers that rows share");
    double[] theta = new double[flow.parameterCount()];
    for (DMatrixRMaj odd : List.of(new DMatrixRMaj(4, 3), new DMatrixRMaj(0, 2))) {
      try (LayeredLikelihood loss =
          new LayeredLikelihood(flow, i -> odd, Standardization.identity(2), TWO)) {
        assertThatThrownBy(() -> loss.evaluate(theta, 0, theta.clone()))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(
                "expected a batch [rows][2], got [%d][%d]".formatted(odd.numRows, odd.numCols));
      }
    }
    DMatrixRMaj gap = new DMatrixRMaj(new double[][] {{1, 2}, {3, Double.NaN}});
    try (LayeredLikelihood loss =
        new LayeredLikelihood(flow, i -> gap, Standardization.identity(2), TWO)) {
      assertThatThrownBy(() -> loss.evaluate(theta, 0, theta.clone()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("coordinate 2 of point 2 is NaN: expected finite points");
    }
  }

  private static LayeredLikelihood moons(LayeredFlow flow, int batch, Parallelism parallelism) {
    Batches batches = batches(batch);
    Standardization units = Standardization.of(batches.batch(0));
    return new LayeredLikelihood(flow, batches, units, parallelism);
  }

  private static Batches batches(int size) {
    RandomStreams streams = new RandomStreams(5);
    ToyDistribution toy = ToyDistribution.named("two-moons");
    return i -> toy.sample(size, streams.stream(Purpose.TRAINING_DATA, i, 0));
  }
}
