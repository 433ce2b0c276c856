package advect.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.field.composed.HyperField;
import advect.flow.dynamics.Trace;
import advect.flow.transform.Chain;
import advect.flow.transform.Ode;
import advect.flow.transform.OdeSettings;
import advect.flow.transform.Planar;
import advect.flow.transform.Radial;
import advect.flow.transform.Regularization;
import advect.flow.transform.Transform;
import advect.gradient.CheckpointedAdjoint;
import advect.ode.RungeKutta;
import advect.ode.SolveException;
import advect.ode.step.Steps;
import advect.ode.step.Tolerance;
import advect.ode.tableau.Tableaux;
import advect.parallel.Parallelism;
import advect.train.Phase;
import advect.train.Trainer;
import advect.train.TrainingControl;
import advect.train.TrainingListener;
import advect.train.TrainingOptions;
import advect.train.objective.Batches;
import advect.train.optimizer.Adam;
import advect.train.optimizer.Schedule;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AutoencoderTest {
  private static final int PIXELS = 5;
  private static final Regularization COSTS = new Regularization(0.5, 0.2, 0.3);
  private static final Parallelism TWO = new Parallelism(4, 2);

  static Stream<Transform> transforms() {
    RungeKutta solver = new RungeKutta(Tableaux.RK4, new Steps.Fixed(5));
    Ode ode =
        new Ode(
            new HyperField(2, 3, List.of(2)), OdeSettings.exact(new CheckpointedAdjoint(solver)));
    return Stream.of(
        Chain.repeat(new Planar(2), 0),
        Chain.repeat(new Planar(2), 2),
        Chain.repeat(new Planar(2, true), 2),
        Chain.repeat(new Radial(2, true), 2),
        ode.solved(how -> how.withRegularization(COSTS)),
        ode);
  }

  private static DMatrixRMaj rows(int count) {
    Random random = new Random(8);
    DMatrixRMaj rows = new DMatrixRMaj(count, PIXELS);
    for (int i = 0; i < rows.getNumElements(); i++) rows.data[i] = random.nextInt(2);
    return rows;
  }

  /** The noise is frozen by seed and iteration. h = 1e-5: errors of 1e-10 |L'''| and 1e-11 |L|. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("transforms")
  void gradientAgreesWithCentralDifferences(Transform transform) {
    VariationalAutoencoder model = new VariationalAutoencoder(PIXELS, List.of(4, 3), transform);
    DMatrixRMaj rows = rows(7);
    try (Elbo loss = new Elbo(model, Batches.of(i -> rows), Optional.empty(), 3, TWO)) {
      double[] theta = model.initialParameters(new Random(2));
      double[] gradient = new double[theta.length];
      loss.evaluate(theta, 5, gradient);
      double[] differences = new double[theta.length];
      double[] unused = new double[theta.length];
      double h = 1e-5;
      for (int i = 0; i < theta.length; i++) {
        double[] up = theta.clone();
        double[] down = theta.clone();
        up[i] += h;
        down[i] -= h;
        differences[i] =
            (loss.evaluate(up, 5, unused).value() - loss.evaluate(down, 5, unused).value())
                / (2 * h);
      }
      double largest = Arrays.stream(differences).map(Math::abs).max().orElseThrow();
      assertThat(gradient).containsExactly(differences, within(1e-7 * (1 + largest)));
    }
  }

  /**
   * The importance-weighted mean estimates p(x) without bias, whatever the posterior: so it agrees
   * with the mean of p(x | z) over a lattice of the prior (spacing 0.05 on [-6, 6]², right to
   * 1e-8). Four standard errors: one false alarm in 16,000 a row.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("transforms")
  void weightsAverageToTheEvidence(Transform transform) {
    VariationalAutoencoder model = new VariationalAutoencoder(PIXELS, List.of(4), transform);
    double[] theta = model.initialParameters(new Random(6));
    TrainedAutoencoder trained = new TrainedAutoencoder(model, theta);
    DMatrixRMaj x = rows(3);
    double[][] logw = trained.logWeights(x, 20_000, 9, 2);
    double[] evidence = evidence(model, theta, x);
    for (int i = 0; i < 3; i++) {
      double mean = Arrays.stream(logw[i]).map(Math::exp).average().orElseThrow();
      double square = Arrays.stream(logw[i]).map(v -> Math.exp(2 * v)).average().orElseThrow();
      double error = Math.sqrt((square - mean * mean) / logw[i].length);
      assertThat(mean).isCloseTo(evidence[i], within(4 * error));
      assertThat(error).isLessThan(0.2 * evidence[i]);
    }
  }

  private static double[] evidence(VariationalAutoencoder model, double[] theta, DMatrixRMaj x) {
    int side = 240;
    double h = 0.05;
    double[] z = new double[2 * side * side];
    for (int k = 0; k < side * side; k++) {
      int row = k / side;
      z[k] = -6 + h * (k % side + 0.5);
      z[side * side + k] = -6 + h * (row + 0.5);
    }
    ElboPass pass = new ElboPass(model, side * side);
    pass.parameters(theta);
    double[] pixels = pass.pixelsAt(z);
    double[] evidence = new double[x.numRows];
    for (int k = 0; k < side * side; k++) {
      double r2 = z[k] * z[k] + z[side * side + k] * z[side * side + k];
      double prior = Math.exp(-r2 / 2) / (2 * Math.PI) * h * h;
      for (int i = 0; i < evidence.length; i++) {
        double likelihood = 1;
        for (int j = 0; j < PIXELS; j++) {
          double p = pixels[j * side * side + k];
          likelihood *= x.get(i, j) == 1 ? p : 1 - p;
        }
        evidence[i] += prior * likelihood;
      }
    }
    return evidence;
  }

  /**
   * Rows that are copies of two: their entropy, log 2 nats, is the least loss; chance is 5 log 2.
   */
  @Test
  void twoRowsAreLearned() {
    DMatrixRMaj rows = new DMatrixRMaj(new double[][] {{1, 1, 0, 0, 1}, {0, 0, 1, 1, 0}});
    Chain flow = Chain.repeat(new Planar(1, true), 1);
    VariationalAutoencoder model = new VariationalAutoencoder(PIXELS, List.of(8), flow);
    double[] theta = model.initialParameters(new Random(2));
    try (Elbo loss = new Elbo(model, Batches.of(i -> rows), Optional.empty(), 3, TWO)) {
      Adam adam = Adam.DEFAULT.withRate(1e-2);
      TrainingOptions options = new TrainingOptions(3000, adam, new Schedule.Constant(), 3000);
      theta =
          Trainer.fit(
                  List.of(new Phase(loss, options)),
                  theta,
                  TrainingListener.NONE,
                  TrainingControl.none())
              .parameters();
    }
    double[][] logw = new TrainedAutoencoder(model, theta).logWeights(rows, 2000, 4, 1);
    double bound = -Arrays.stream(logw).flatMapToDouble(Arrays::stream).average().orElseThrow();
    assertThat(bound).isBetween(Math.log(2) - 0.1, Math.log(2) + 0.4);
  }

  @Test
  void threadsChangeNoBit() {
    Chain flow = Chain.repeat(new Planar(2, true), 2);
    VariationalAutoencoder model = new VariationalAutoencoder(PIXELS, List.of(4), flow);
    double[] theta = model.initialParameters(new Random(2));
    double[] one = new double[theta.length];
    double[] three = new double[theta.length];
    DMatrixRMaj rows = rows(23);
    try (Elbo a =
            new Elbo(model, Batches.of(i -> rows), Optional.empty(), 3, new Parallelism(4, 1));
        Elbo b =
            new Elbo(model, Batches.of(i -> rows), Optional.empty(), 3, new Parallelism(4, 3))) {
      assertThat(a.evaluate(theta, 1, one)).isEqualTo(b.evaluate(theta, 1, three));
    }
    assertThat(one).containsExactly(three);
  }

  @Test
  void modelsWithoutSizeAreRefused() {
    Chain flow = Chain.repeat(new Planar(2), 1);
    refused(() -> new VariationalAutoencoder(0, List.of(4), flow), "pixels must be at least 1");
    refused(
        () -> new VariationalAutoencoder(PIXELS, List.of(4, 0), flow),
        "hidden widths must be at least 1, got [4, 0]");
  }

  @Test
  void rowsThatAreNotOnesAndZerosAreRefused() {
    VariationalAutoencoder model =
        new VariationalAutoencoder(PIXELS, List.of(4), Chain.repeat(new Planar(2), 1));
    double[] theta = model.initialParameters(new Random(2));
    TrainedAutoencoder trained = new TrainedAutoencoder(model, theta);
    for (double value : new double[] {Double.NaN, 0.5, -1}) {
      DMatrixRMaj odd = rows(3);
      odd.set(1, 4, value);
      String message = "row 2, pixel 5 is " + value + ": expected 0 or 1";
      refused(() -> trained.logWeights(odd, 2, 1, 1), message);
      refused(() -> trained.reconstruct(odd, 1), message);
      refused(() -> loss(model, odd, theta), message);
    }
    for (int width : new int[] {PIXELS - 1, PIXELS + 1}) {
      DMatrixRMaj other = new DMatrixRMaj(3, width);
      String message = "expected rows of 5 pixels, got [3][" + width + "]";
      refused(() -> trained.logWeights(other, 2, 1, 1), message);
      refused(() -> trained.reconstruct(other, 1), message);
      refused(() -> loss(model, other, theta), message);
    }
    refused(
        () -> loss(model, new DMatrixRMaj(0, PIXELS), theta),
        "expected at least one row, got [0][5]");
  }

  @Test
  void parametersOfAnotherModelAreRefused() {
    VariationalAutoencoder model =
        new VariationalAutoencoder(PIXELS, List.of(4), Chain.repeat(new Planar(2), 1));
    int count = model.parameterCount();
    for (int wrong : new int[] {0, count - 1, count + 1}) {
      String message = "expected %d parameters, got %d".formatted(count, wrong);
      refused(() -> new TrainedAutoencoder(model, new double[wrong]), message);
      refused(() -> loss(model, rows(3), new double[wrong]), message);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("transforms")
  void countsOfDrawsAreChecked(Transform transform) {
    VariationalAutoencoder model = new VariationalAutoencoder(PIXELS, List.of(4), transform);
    TrainedAutoencoder trained =
        new TrainedAutoencoder(model, model.initialParameters(new Random(2)));
    refused(() -> trained.logWeights(rows(3), 0, 1, 1), "draws must be at least 1, got 0");
    refused(() -> trained.sample(-1, 1), "n must not be negative, got -1");
    assertThat(trained.sample(0, 1).numRows).isZero();
    assertThat(trained.reconstruct(new DMatrixRMaj(0, PIXELS), 1).numRows).isZero();
    assertThat(trained.logWeights(new DMatrixRMaj(0, PIXELS), 2, 1, 1)).isEmpty();
  }

  /** Of three rows that are one shard: a loss is the bound and the costs, once each. */
  @Test
  void costsAreOfTrainingAlone() {
    Ode ode = (Ode) transforms().reduce((a, b) -> b).orElseThrow();
    VariationalAutoencoder free = new VariationalAutoencoder(PIXELS, List.of(4), ode);
    double[] theta = free.initialParameters(new Random(2));
    double without = loss(free, rows(3), theta);
    Regularization kinetic = new Regularization(1, 0, 0);
    double once = loss(with(kinetic), rows(3), theta);
    double twice = loss(with(new Regularization(2, 0, 0)), rows(3), theta);
    assertThat(once - without).isGreaterThan(1e-3);
    assertThat(twice - once).isCloseTo(once - without, within(1e-12));
    assertThat(new TrainedAutoencoder(with(COSTS), theta).logWeights(rows(3), 2, 1, 1))
        .isDeepEqualTo(new TrainedAutoencoder(free, theta).logWeights(rows(3), 2, 1, 1));
    DMatrixRMaj pixels = new TrainedAutoencoder(with(COSTS), theta).reconstruct(rows(3), 1);
    assertThat(pixels.data)
        .isEqualTo(new TrainedAutoencoder(free, theta).reconstruct(rows(3), 1).data);
  }

  private static VariationalAutoencoder with(Regularization costs) {
    Ode ode = (Ode) transforms().reduce((a, b) -> b).orElseThrow();
    Ode paid = ode.solved(how -> how.withRegularization(costs));
    return new VariationalAutoencoder(PIXELS, List.of(4), paid);
  }

  /** The bound is made of log |det|; pictures are made of points alone. */
  @Test
  void boundsWithoutATraceAreRefused() {
    Ode ode = (Ode) transforms().reduce((a, b) -> b).orElseThrow();
    Ode blind = ode.with(ode.settings().withTrace(new Trace.None()));
    VariationalAutoencoder model = new VariationalAutoencoder(PIXELS, List.of(4), blind);
    double[] theta = model.initialParameters(new Random(2));
    TrainedAutoencoder trained = new TrainedAutoencoder(model, theta);
    String sentence = "Trace.None leaves out the determinant";
    refused(() -> loss(model, rows(2), theta), sentence);
    refused(() -> trained.logWeights(rows(2), 1, 1, 1), sentence);
    VariationalAutoencoder exact = new VariationalAutoencoder(PIXELS, List.of(4), ode);
    assertThat(trained.reconstruct(rows(2), 1).data)
        .isEqualTo(new TrainedAutoencoder(exact, theta).reconstruct(rows(2), 1).data);
  }

  /** One step of tolerance 1e-14 reaches nowhere: weights are missing, pictures are refused. */
  @Test
  void solvesThatFailAreNotTakenForAnswers() {
    Steps hopeless = new Steps.Adaptive(Tolerance.of(1e-14), 1);
    Transform flow =
        new Ode(
            new HyperField(2, 3, List.of(2)),
            OdeSettings.exact(new CheckpointedAdjoint(new RungeKutta(Tableaux.DOPRI5, hopeless))));
    VariationalAutoencoder model = new VariationalAutoencoder(PIXELS, List.of(4), flow);
    TrainedAutoencoder trained =
        new TrainedAutoencoder(model, model.initialParameters(new Random(2)));
    assertThat(trained.logWeights(rows(1), 2, 1, 1)[0]).containsOnly(Double.NaN);
    assertThatThrownBy(() -> trained.reconstruct(rows(3), 1))
        .isInstanceOf(SolveException.class)
        .hasMessageContaining("loosen the tolerance");
  }

  private static double loss(VariationalAutoencoder model, DMatrixRMaj batch, double[] theta) {
    try (Elbo loss = new Elbo(model, Batches.of(i -> batch), Optional.empty(), 3, TWO)) {
      return loss.evaluate(theta, 0, new double[theta.length]).value();
    }
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
