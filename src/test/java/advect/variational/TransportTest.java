package advect.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.field.ConcatSquash;
import advect.field.HyperField;
import advect.gradient.CheckpointedAdjoint;
import advect.gradient.FirstSteps;
import advect.kernel.Activation;
import advect.ode.RungeKutta;
import advect.ode.SolveException;
import advect.ode.Steps;
import advect.ode.Tableaux;
import advect.ode.Tolerance;
import advect.parallel.Parallelism;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every transport promises: determinant, reverse derivatives, and how layers are undone. */
class TransportTest {
  private static final int SAMPLES = 3;

  /** Central differences of h = 1e-5: error h²|f'''|/6 + 1e-16 |f|/h, about 1e-10. */
  private static final double H = 1e-5;

  private static final double DIFFERENCES = 1e-7;

  /** A hundred steps: what a solve's trace and its Jacobian disagree by is then below 1e-8. */
  static Stream<Transport> transports() {
    RungeKutta solver = new RungeKutta(Tableaux.DOPRI5, new Steps.Fixed(100));
    return Stream.of(
        LayeredFlow.of(new Planar(2), 3),
        new LayeredFlow(new Planar(3), 2, true),
        LayeredFlow.of(new Radial(2), 3),
        new LayeredFlow(new Radial(3), 2, true),
        LayeredFlow.of(new Planar(1), 1),
        LayeredFlow.of(new Radial(1), 1),
        LayeredFlow.of(new Planar(2), 0),
        new ContinuousTransport(
            new ConcatSquash(2, List.of(4), Activation.TANH), new CheckpointedAdjoint(solver)),
        new ContinuousTransport(new HyperField(2, 3, List.of(4)), new CheckpointedAdjoint(solver)),
        new ContinuousTransport(
            new HyperField(2, 3, List.of(4, 3)), new CheckpointedAdjoint(solver, 0)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("transports")
  void logDeterminantIsThatOfTheNumericJacobian(Transport transport) {
    Case at = new Case(transport);
    double[] logDet = new double[SAMPLES];
    at.run(at.point, logDet);
    for (int s = 0; s < SAMPLES; s++) {
      double numeric = Math.log(Math.abs(CommonOps_DDRM.det(at.jacobian(s))));
      assertThat(logDet[s]).isCloseTo(numeric, within(DIFFERENCES));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("transports")
  void reverseAgreesWithCentralDifferences(Transport transport) {
    Case at = new Case(transport);
    double[] gradient = at.gradient();
    double[] differences = at.differences();
    double largest = Arrays.stream(differences).map(Math::abs).max().orElseThrow();
    assertThat(gradient).containsExactly(differences, within(DIFFERENCES * (1 + largest)));
  }

  /** A solve from the remembered step ends within tolerance of the one before it. */
  @Test
  void firstStepsAreRemembered() {
    RungeKutta solver = new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-8));
    ContinuousTransport transport =
        new ContinuousTransport(new HyperField(2, 3, List.of(4)), new CheckpointedAdjoint(solver));
    Transport.Pass pass = transport.pass(SAMPLES);
    pass.parameters(transport.initialParameters(rng()));
    FirstSteps memory = new FirstSteps();
    double[][] moved = new double[2][2 * SAMPLES];
    for (double[] z : moved) {
      Arrays.setAll(z, i -> i - 2.5);
      assertThat(pass.forward(new double[0], z, new double[SAMPLES], memory).evaluations())
          .isPositive();
      memory.remember();
      assertThat(memory.forward()).isBetween(1e-3, 1.0);
    }
    assertThat(moved[1]).containsExactly(moved[0], within(1e-6)).isNotEqualTo(moved[0]);
  }

  /** A root to 1e-14, times the steepness of the inverse, which is below 1e3 here. */
  @Test
  void layersAreUndone() {
    for (FlowLayer layer : List.of(new Planar(2), new Radial(2), new Planar(5), new Radial(5))) {
      LayeredFlow flow = LayeredFlow.of(layer, 6);
      double[] theta = spread(flow.initialParameters(rng()));
      DMatrixRMaj z = Moved.normalDraws(200, layer.dim(), 3);
      Moved moved = Moved.by(flow, theta, z, new Parallelism(64, 2));
      assertThat(flow.invert(theta, moved.points()).data).containsExactly(z.data, within(1e-10));
    }
  }

  /** w·û = -1 + log(1 + e^-40) is -1 but for 4e-18, where the layer all but folds the plane. */
  @Test
  void anExtremeParameterStillGivesAnInvertibleLayer() {
    double[] theta = {-40, 0, 1, 0, 0.3};
    LayeredFlow flow = LayeredFlow.of(new Planar(2), 1);
    DMatrixRMaj z = new DMatrixRMaj(new double[][] {{2, 1}, {-3, 0}});
    Moved moved = Moved.by(flow, theta, z, new Parallelism(2, 1));
    assertThat(Arrays.stream(moved.logDeterminant())).allMatch(Double::isFinite);
    assertThat(flow.invert(theta, moved.points()).data).containsExactly(z.data, within(1e-10));
  }

  /** With b at infinity in effect, every point is moved by û: log |det| is 0. */
  @Test
  void planarLayerFarFromItsPlaneIsAShift() {
    double[] theta = {0.5, -1, 1, 1, 50};
    DMatrixRMaj z = new DMatrixRMaj(new double[][] {{0.2, 0.1}});
    Moved moved = Moved.by(LayeredFlow.of(new Planar(2), 1), theta, z, new Parallelism(1, 1));
    double wu = -0.5;
    double c = (Math.log1p(Math.exp(wu)) - 1 - wu) / 2;
    assertThat(moved.points().data).containsExactly(new double[] {0.7 + c, c - 0.9}, within(1e-15));
    assertThat(moved.logDeterminant()[0]).isZero();
  }

  @Test
  void threadsChangeNoBit() {
    LayeredFlow flow = LayeredFlow.of(new Planar(2), 4);
    double[] theta = flow.initialParameters(rng());
    DMatrixRMaj z = Moved.normalDraws(300, 2, 5);
    Moved one = Moved.by(flow, theta, z, new Parallelism(32, 1));
    Moved three = Moved.by(flow, theta, z, new Parallelism(32, 3));
    assertThat(three.points().data).containsExactly(one.points().data);
    assertThat(three.logDeterminant()).containsExactly(one.logDeterminant());
  }

  @Test
  void pointsThatAreNotFiniteAreNamed() {
    DMatrixRMaj odd = new DMatrixRMaj(new double[][] {{1, 2}, {3, Double.NaN}});
    for (FlowLayer layer : List.of(new Planar(2), new Radial(2))) {
      LayeredFlow flow = LayeredFlow.of(layer, 2);
      double[] theta = flow.initialParameters(rng());
      String message = "coordinate 2 of point 2 is NaN: expected finite points";
      refused(() -> Moved.by(flow, theta, odd, new Parallelism(2, 1)), message);
      refused(() -> flow.invert(theta, odd), message);
    }
  }

  /** w = 0 is the one φ for which û = u + m 0/0 has no value, though the determinant has one. */
  @Test
  void planarLayerWithoutAPlaneIsRefused() {
    LayeredFlow flow = LayeredFlow.of(new Planar(2), 1);
    double[] theta = {1, 1, 0, 0, 0.5};
    DMatrixRMaj z = new DMatrixRMaj(new double[][] {{1, 2}});
    assertThatThrownBy(() -> Moved.by(flow, theta, z, new Parallelism(2, 1)))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("point 1 could not be moved");
    assertThatThrownBy(() -> flow.invert(theta, z))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("point 1 has no inverse");
  }

  @Test
  void aSolveThatFailsIsNotTakenForAnAnswer() {
    Steps hopeless = new Steps.Adaptive(Tolerance.of(1e-14), 1);
    ContinuousTransport flow =
        new ContinuousTransport(
            new HyperField(2, 3, List.of(4)),
            new CheckpointedAdjoint(new RungeKutta(Tableaux.DOPRI5, hopeless)));
    double[] theta = flow.initialParameters(rng());
    assertThatThrownBy(
            () -> Moved.by(flow, theta, Moved.normalDraws(3, 2, 5), new Parallelism(2, 1)))
        .isInstanceOf(SolveException.class)
        .hasMessageContaining("the solve stopped at t=")
        .hasMessageContaining("loosen the tolerance");
  }

  @Test
  void emptySetsOfPointsAreMoved() {
    LayeredFlow flow = LayeredFlow.of(new Planar(2), 4);
    DMatrixRMaj none = Moved.normalDraws(0, 2, 1);
    double[] theta = flow.initialParameters(rng());
    Moved moved = Moved.by(flow, theta, none, new Parallelism(2, 3));
    assertThat(moved.logDensityAfter(none)).isEmpty();
    assertThat(flow.invert(theta, none).numRows).isZero();
  }

  @Test
  void layersFromOneOnAreTheLast() {
    LayeredFlow flow = LayeredFlow.of(new Radial(1), 2);
    double[] theta = {1, 2, 3, 4, 5, 6};
    assertThat(flow.from(0, theta)).containsExactly(theta);
    assertThat(flow.from(1, theta)).containsExactly(4, 5, 6);
    assertThat(flow.from(2, theta)).isEmpty();
    refused(() -> flow.from(3, theta), "first layer must be 0 to 2, got 3");
    refused(() -> flow.from(-1, theta), "first layer must be 0 to 2, got -1");
    refused(() -> flow.from(1, new double[5]), "expected 6 parameters, got 5");
  }

  @Test
  void wrongShapesAreRefused() {
    LayeredFlow flow = LayeredFlow.of(new Planar(2), 4);
    assertThatThrownBy(() -> flow.pass(2).parameters(new double[3]))
        .hasMessage("expected 20 parameters, got 3");
    assertThatThrownBy(
            () -> Moved.by(flow, new double[20], new DMatrixRMaj(5, 3), new Parallelism(2, 1)))
        .hasMessageContaining("expected points [rows][2]")
        .hasMessageContaining("got [5][3]");
    assertThatThrownBy(() -> flow.invert(new double[19], new DMatrixRMaj(5, 2)))
        .hasMessageContaining("expected 20 parameters");
    assertThatThrownBy(() -> LayeredFlow.of(new Planar(2), -1))
        .hasMessage("depth must not be negative, got -1");
    assertThatThrownBy(() -> new Planar(0)).hasMessage("dim must be at least 1, got 0");
    assertThatThrownBy(() -> new Radial(0)).hasMessage("dim must be at least 1, got 0");
    refused(
        () -> new LayeredFlow(new Planar(2), 4, true).invert(new double[20], new DMatrixRMaj(5, 2)),
        "expected layers that all points share");
    DMatrixRMaj from = Moved.normalDraws(3, 2, 1);
    Moved moved = Moved.by(flow, flow.initialParameters(rng()), from, new Parallelism(2, 1));
    refused(
        () -> moved.logDensityAfter(new DMatrixRMaj(4, 2)),
        "expected the points that were moved, [3][2], got [4][2]");
    refused(() -> moved.logDensityAfter(new DMatrixRMaj(3, 1)), "got [3][1]");
    refused(() -> Moved.normalDraws(-1, 2, 1), "expected draws [n][dim], got [-1][2]");
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static RandomGenerator rng() {
    return new Random(11);
  }

  /** Moves parameters off the identity from which layers start. */
  private static double[] spread(double[] theta) {
    RandomGenerator rng = new Random(12);
    double[] moved = theta.clone();
    for (int i = 0; i < moved.length; i++) moved[i] += 0.7 * rng.nextGaussian();
    return moved;
  }

  /** θ, the conditions and z₀ in one vector, and a loss that looks at all that comes out. */
  private static final class Case {
    final Transport transport;
    final Transport.Pass pass;
    final double[] point;
    private final int condition;
    private final int z;
    private final double[] weights;

    Case(Transport transport) {
      this.transport = transport;
      pass = transport.pass(SAMPLES);
      condition = transport.parameterCount();
      z = condition + transport.conditionCount() * SAMPLES;
      double[] theta = spread(transport.initialParameters(rng()));
      point = Arrays.copyOf(theta, z + transport.dim() * SAMPLES);
      Random random = new Random(4);
      for (int i = condition; i < point.length; i++) point[i] = random.nextGaussian();
      weights = new double[(transport.dim() + 1) * SAMPLES];
      Arrays.setAll(weights, i -> 2 * random.nextDouble() - 1);
    }

    /** Moves the samples of a point. */
    double[] run(double[] at, double[] logDet) {
      pass.parameters(Arrays.copyOf(at, condition));
      double[] moved = Arrays.copyOfRange(at, z, at.length);
      pass.forward(Arrays.copyOfRange(at, condition, z), moved, logDet);
      return moved;
    }

    private double loss(double[] at) {
      double[] logDet = new double[SAMPLES];
      double[] moved = run(at, logDet);
      double sum = 0;
      for (int i = 0; i < moved.length; i++) sum += weights[i] * moved[i];
      for (int s = 0; s < SAMPLES; s++) sum += weights[moved.length + s] * logDet[s];
      return sum;
    }

    double[] gradient() {
      run(point, new double[SAMPLES]);
      double[] zbar = Arrays.copyOf(weights, weights.length - SAMPLES);
      double[] logDetBar = Arrays.copyOfRange(weights, zbar.length, weights.length);
      double[] conditionBar = new double[z - condition];
      double[] thetaBar = new double[condition];
      pass.backward(zbar, logDetBar, conditionBar, thetaBar);
      double[] all = Arrays.copyOf(thetaBar, point.length);
      System.arraycopy(conditionBar, 0, all, condition, conditionBar.length);
      System.arraycopy(zbar, 0, all, z, zbar.length);
      return all;
    }

    double[] differences() {
      double[] differences = new double[point.length];
      for (int i = 0; i < point.length; i++) {
        differences[i] = (loss(shifted(i, H)) - loss(shifted(i, -H))) / (2 * H);
      }
      return differences;
    }

    /** ∂z₁/∂z₀ of one sample. */
    DMatrixRMaj jacobian(int sample) {
      DMatrixRMaj jacobian = new DMatrixRMaj(transport.dim(), transport.dim());
      for (int j = 0; j < transport.dim(); j++) {
        int at = z + j * SAMPLES + sample;
        double[] up = run(shifted(at, H), new double[SAMPLES]);
        double[] down = run(shifted(at, -H), new double[SAMPLES]);
        for (int i = 0; i < transport.dim(); i++) {
          int out = i * SAMPLES + sample;
          jacobian.set(i, j, (up[out] - down[out]) / (2 * H));
        }
      }
      return jacobian;
    }

    private double[] shifted(int i, double by) {
      double[] at = point.clone();
      at[i] += by;
      return at;
    }
  }
}
