package advect.flow.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.field.composed.HyperField;
import advect.field.layered.ConcatSquash;
import advect.field.layered.Mlp;
import advect.gradient.CheckpointedAdjoint;
import advect.gradient.FirstSteps;
import advect.kernel.Activation;
import advect.numeric.NumericalException;
import advect.ode.RungeKutta;
import advect.ode.SolveException;
import advect.ode.SolveReport;
import advect.ode.step.Steps;
import advect.ode.step.Tolerance;
import advect.ode.tableau.Tableaux;
import advect.parallel.Parallelism;
import advect.parallel.Shard;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every transform promises: determinant, reverse derivatives, and its inverse. */
class TransformTest {
  private static final int SAMPLES = TransformCase.SAMPLES;

  /** See {@link TransformCase#H}. */
  private static final double DIFFERENCES = 1e-7;

  /** A hundred steps: what a solve's trace and its Jacobian disagree by is then below 1e-8. */
  static Stream<Transform> transforms() {
    CheckpointedAdjoint method =
        new CheckpointedAdjoint(new RungeKutta(Tableaux.DOPRI5, new Steps.Fixed(100)));
    Ode squash =
        new Ode(new ConcatSquash(2, List.of(4), Activation.TANH), OdeSettings.exact(method));
    Affine whitening =
        Affine.of(new double[] {1, -2}, new DMatrixRMaj(new double[][] {{2, 0.5}, {-1, 1}}));
    return Stream.of(
            Chain.repeat(new Planar(2), 3),
            Chain.repeat(new Planar(3, true), 2),
            Chain.repeat(new Radial(2), 3),
            Chain.repeat(new Radial(3, true), 2),
            new Planar(1),
            new Radial(1),
            new Radial(4, true),
            Chain.repeat(new Planar(2), 0),
            whitening,
            squash,
            new Ode(new HyperField(2, 3, List.of(4)), 0.2, 0.9, OdeSettings.exact(method)),
            Chain.of(squash, whitening, new Planar(2), new Radial(2)),
            Chain.of(new Planar(2, true), new Radial(2), new Planar(2, true)))
        .flatMap(transform -> Stream.of(transform, transform.inverse()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("transforms")
  void logDeterminantIsThatOfTheNumericJacobian(Transform transform) {
    TransformCase at = new TransformCase(transform);
    Samples moved = at.run(at.point());
    for (int s = 0; s < SAMPLES; s++) {
      assertThat(moved.logDet()[s]).isCloseTo(at.numericLogDet(s), within(DIFFERENCES));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("transforms")
  void reverseAgreesWithCentralDifferences(Transform transform) {
    TransformCase at = new TransformCase(transform);
    double[] gradient = at.gradient();
    double[] differences = at.differences();
    double largest = Arrays.stream(differences).map(Math::abs).max().orElseThrow();
    assertThat(gradient).containsExactly(differences, within(DIFFERENCES * (1 + largest)));
  }

  /** Roots to 1e-14 and a hundred steps, times the steepness of the maps, below 1e3 here. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("transforms")
  void theInverseUndoesTheMapWithTheSameParameters(Transform transform) {
    TransformCase at = new TransformCase(transform);
    Samples samples = at.run(at.point());
    BoundTransform back = transform.inverse().bind();
    back.parameters(at.theta());
    move(back, samples);
    assertThat(samples.z()).containsExactly(at.start(), within(1e-8));
    assertThat(samples.logDet()).containsExactly(new double[SAMPLES], within(1e-8));
  }

  private static void move(BoundTransform map, Samples samples) {
    for (SolveReport report : map.rowMove(SAMPLES).forward(samples, 0, () -> false)) {
      report.orThrow();
    }
  }

  /** What is moved without a reverse has the same bits. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("transforms")
  void movesAndPassesAgree(Transform transform) {
    TransformCase at = new TransformCase(transform);
    BoundTransform bound = transform.bind();
    bound.parameters(at.theta());
    Samples one = at.samples(at.point());
    Samples two = at.samples(at.point());
    move(bound, one);
    bound.pass(SAMPLES).forward(two, Turn.only(SAMPLES)).orThrow();
    assertThat(one.z()).containsExactly(two.z());
    assertThat(one.logDet()).containsExactly(two.logDet());
  }

  /** Two solves of a half each are the solve of the whole: 1e-10 at tolerance 1e-12. */
  @Test
  void aChainOfTwoFlowsIsTheirComposition() {
    OdeSettings settings =
        OdeSettings.exact(
            new CheckpointedAdjoint(new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-12))));
    HyperField field = new HyperField(2, 3, List.of(4));
    Ode whole = new Ode(field, settings);
    Chain halves = Chain.of(new Ode(field, 0, 0.5, settings), new Ode(field, 0.5, 1, settings));
    double[] theta = whole.initialParameters(rng());
    double[] both = new double[2 * theta.length];
    System.arraycopy(theta, 0, both, 0, theta.length);
    System.arraycopy(theta, 0, both, theta.length, theta.length);
    DMatrixRMaj z = draws(50, 2, 3);
    Parallelism one = new Parallelism(16, 1);
    Transformed a = Transformed.by(whole, theta, z, one);
    Transformed b = Transformed.by(halves, both, z, one);
    assertThat(b.points().data).containsExactly(a.points().data, within(1e-10));
    assertThat(b.logDeterminant()).containsExactly(a.logDeterminant(), within(1e-10));
  }

  /** A solve from the remembered step ends within tolerance of the one before it. */
  @Test
  void firstStepsAreRemembered() {
    RungeKutta solver = new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-8));
    Ode ode =
        new Ode(
            new HyperField(2, 3, List.of(4)), OdeSettings.exact(new CheckpointedAdjoint(solver)));
    BoundTransform bound = ode.bind();
    bound.parameters(ode.initialParameters(rng()));
    TransformPass pass = bound.pass(SAMPLES);
    FirstSteps memory = new FirstSteps();
    double[][] moved = new double[2][];
    for (int k = 0; k < 2; k++) {
      Samples samples = new Samples(2, SAMPLES);
      Arrays.setAll(samples.z(), i -> i - 2.5);
      Turn turn = new Turn(new Shard(0, 0, SAMPLES), 0, memory);
      assertThat(pass.forward(samples, turn).evaluations()).isPositive();
      memory.remember();
      assertThat(memory.forward()).isBetween(1e-3, 1.0);
      moved[k] = samples.z();
    }
    assertThat(moved[1]).containsExactly(moved[0], within(1e-6)).isNotEqualTo(moved[0]);
  }

  /** w·û = -1 + log(1 + e^-40) is -1 but for 4e-18, where the map all but folds the plane. */
  @Test
  void anExtremeParameterStillGivesAnInvertibleMap() {
    double[] theta = {-40, 0, 1, 0, 0.3};
    Planar map = new Planar(2);
    DMatrixRMaj z = new DMatrixRMaj(new double[][] {{2, 1}, {-3, 0}});
    Parallelism one = new Parallelism(2, 1);
    Transformed moved = Transformed.by(map, theta, z, one);
    assertThat(Arrays.stream(moved.logDeterminant())).allMatch(Double::isFinite);
    Transformed back = Transformed.by(map.inverse(), theta, moved.points(), one);
    assertThat(back.points().data).containsExactly(z.data, within(1e-10));
  }

  /** With b at infinity in effect, every point is moved by û: log |det| is 0. */
  @Test
  void aPlanarMapFarFromItsPlaneIsAShift() {
    double[] theta = {0.5, -1, 1, 1, 50};
    DMatrixRMaj z = new DMatrixRMaj(new double[][] {{0.2, 0.1}});
    Transformed moved = Transformed.by(new Planar(2), theta, z, new Parallelism(1, 1));
    double wu = -0.5;
    double c = (Math.log1p(Math.exp(wu)) - 1 - wu) / 2;
    assertThat(moved.points().data).containsExactly(new double[] {0.7 + c, c - 0.9}, within(1e-15));
    assertThat(moved.logDeterminant()[0]).isZero();
  }

  @Test
  void threadsChangeNoBit() {
    Chain chain = Chain.repeat(new Planar(2), 4);
    double[] theta = chain.initialParameters(rng());
    DMatrixRMaj z = draws(300, 2, 5);
    Transformed one = Transformed.by(chain, theta, z, new Parallelism(32, 1));
    Transformed three = Transformed.by(chain, theta, z, new Parallelism(32, 3));
    assertThat(three.points().data).containsExactly(one.points().data);
    assertThat(three.logDeterminant()).containsExactly(one.logDeterminant());
  }

  @Test
  void pointsThatAreNotFiniteAreNamed() {
    DMatrixRMaj odd = new DMatrixRMaj(new double[][] {{1, 2}, {3, Double.NaN}});
    Planar map = new Planar(2);
    double[] theta = map.initialParameters(rng());
    String message = "coordinate 2 of point 2 is NaN: expected finite points";
    refused(() -> Transformed.by(map, theta, odd, new Parallelism(2, 1)), message);
  }

  /** w = 0 is the one φ for which û = u + m 0/0 has no value, though the determinant has one. */
  @Test
  void aPlanarMapWithoutAPlaneIsRefused() {
    double[] theta = {1, 1, 0, 0, 0.5};
    DMatrixRMaj z = new DMatrixRMaj(new double[][] {{1, 2}});
    for (Transform map : List.of(new Planar(2), new Planar(2).inverse())) {
      assertThatThrownBy(() -> Transformed.by(map, theta, z, new Parallelism(2, 1)))
          .isInstanceOf(NumericalException.class)
          .hasMessageContaining("point 1 could not be moved");
    }
  }

  @Test
  void aSolveThatFailsIsNotTakenForAnAnswer() {
    Steps hopeless = new Steps.Adaptive(Tolerance.of(1e-13), 1);
    Ode ode =
        new Ode(
            new HyperField(2, 3, List.of(4)),
            OdeSettings.exact(new CheckpointedAdjoint(new RungeKutta(Tableaux.DOPRI5, hopeless))));
    double[] theta = ode.initialParameters(rng());
    assertThatThrownBy(() -> Transformed.by(ode, theta, draws(3, 2, 5), new Parallelism(2, 1)))
        .isInstanceOf(SolveException.class)
        .hasMessageContaining("the solve stopped at t=")
        .hasMessageContaining("loosen the tolerance");
  }

  @Test
  void emptySetsOfPointsAreMoved() {
    Chain chain = Chain.repeat(new Planar(2), 4);
    double[] theta = chain.initialParameters(rng());
    Transformed moved = Transformed.by(chain, theta, new DMatrixRMaj(0, 2), new Parallelism(2, 3));
    assertThat(moved.logDeterminant()).isEmpty();
    assertThat(moved.points().numRows).isZero();
  }

  @Test
  void partsFromOneOnAreTheLast() {
    Chain chain = Chain.repeat(new Radial(1), 2);
    double[] theta = {1, 2, 3, 4, 5, 6};
    assertThat(chain.from(0, theta)).containsExactly(theta);
    assertThat(chain.from(1, theta)).containsExactly(4, 5, 6);
    assertThat(chain.from(2, theta)).isEmpty();
    assertThat(chain.from(1).parts()).hasSize(1);
    refused(() -> chain.from(3, theta), "first part must be 0 to 2, got 3");
    refused(() -> chain.from(-1, theta), "first part must be 0 to 2, got -1");
    refused(() -> chain.from(1, new double[5]), "expected 6 parameters, got 5");
  }

  @Test
  void wrongShapesAreRefused() {
    Chain chain = Chain.repeat(new Planar(2), 4);
    refused(() -> chain.bind().parameters(new double[3]), "expected 20 parameters, got 3");
    refused(
        () -> Transformed.by(chain, new double[20], new DMatrixRMaj(5, 3), new Parallelism(2, 1)),
        "expected points [rows][2] and no context, got [5][3]");
    refused(() -> Chain.repeat(new Planar(2), -1), "depth must not be negative, got -1");
    refused(() -> new Planar(0), "dim must be at least 1, got 0");
    refused(() -> new Radial(0), "dim must be at least 1, got 0");
    refused(
        () -> Chain.of(new Planar(2), new Planar(3)),
        "part 2 of the chain has 3 dimensions, expected 2");
    refused(
        () -> Chain.of(new Planar(2, true), new Radial(2, true)),
        "must take equally many numbers of it, got [5, 4]");
    refused(
        () -> Affine.of(new double[2], new DMatrixRMaj(new double[][] {{1, 2}, {2, 4}})),
        "has no inverse: its condition number is");
    refused(
        () -> Affine.diagonal(new double[2], new double[] {1, 0}),
        "has no inverse: its condition number is Infinity, expected less than 1e+14");
    refused(
        () -> Affine.diagonal(new double[] {0, Double.NaN}, new double[] {1, 2}),
        "shift 2 of an affine map is NaN");
    refused(
        () -> Affine.of(new double[1], new DMatrixRMaj(1, 1, true, Double.POSITIVE_INFINITY)),
        "row 1, column 1 of an affine map is Infinity");
  }

  /** Units of the coordinates may be as far apart as doubles are. */
  @Test
  void anAffineMapIsJudgedWithoutItsUnits() {
    for (double[] scale : new double[][] {{1e-8, 1e7}, {1e-200, 1e200}}) {
      Affine map = Affine.diagonal(new double[2], scale);
      DMatrixRMaj back = map.inverse().matrix();
      for (int i = 0; i < 2; i++) {
        // Two roundings of the quotient and one of the product.
        assertThat(back.get(i, i) * scale[i]).isCloseTo(1, within(4e-16));
        assertThat(back.get(i, 1 - i)).isZero();
      }
    }
    Affine sheared =
        Affine.of(new double[2], new DMatrixRMaj(new double[][] {{1e9, 2e9}, {3e-9, 5e-9}}));
    DMatrixRMaj back = sheared.inverse().matrix();
    double[] expected = {-5e-9, 2e9, 3e-9, -1e9}; // by Cramer's rule with determinant -1
    for (int k = 0; k < 4; k++) {
      // The condition number of ((1, 2), (3, 5)) is 39.
      assertThat(back.data[k] / expected[k]).isCloseTo(1, within(39 * 1e-15));
    }
  }

  /** A random end before the start would make costs negative. */
  @Test
  void randomEndsStayBehindTheStart() {
    OdeSettings settings =
        OdeSettings.exact(new CheckpointedAdjoint(new RungeKutta(Tableaux.RK4, Steps.fixed(2))));
    Ode tenth = new Ode(Mlp.tanh(2, 3), 0, 0.1, settings);
    for (double steer : new double[] {0.1, 0.9}) {
      OdeSettings far = settings.withRegularization(new Regularization(1, 0, steer));
      refused(
          () -> tenth.with(far), "from 0.0 to 0.1 it is only 0.1 long: take a steer that is less");
      refused(() -> tenth.inverse().with(far), "from 0.1 to 0.0");
    }
    assertThat(tenth.with(settings.withRegularization(new Regularization(1, 0, 0.09))).to())
        .isEqualTo(0.1);
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static RandomGenerator rng() {
    return new Random(11);
  }

  private static DMatrixRMaj draws(int n, int dim, long seed) {
    Random random = new Random(seed);
    DMatrixRMaj z = new DMatrixRMaj(n, dim);
    Arrays.setAll(z.data, i -> random.nextGaussian());
    return z;
  }
}
