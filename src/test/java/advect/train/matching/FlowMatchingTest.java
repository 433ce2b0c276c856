package advect.train.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.field.VectorField;
import advect.field.composed.PiecewiseField;
import advect.field.layered.Mlp;
import advect.field.layered.TimeInput;
import advect.flow.ContinuousFlow;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.flow.base.Base;
import advect.flow.base.GivenBase;
import advect.flow.base.MultivariateNormal;
import advect.flow.base.StandardNormal;
import advect.flow.base.StudentT;
import advect.kernel.Activation;
import advect.kernel.Precision;
import advect.parallel.Parallelism;
import advect.train.objective.Batch;
import advect.train.objective.HeldOut;
import advect.train.objective.LossReport;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The matching loss and its gradient: three shards, the last one short, in units of the data. */
class FlowMatchingTest {
  private static final Mlp FIELD = new Mlp(2, List.of(6), Activation.TANH);
  private static final Mlp CONDITIONAL =
      new Mlp(2, List.of(6), Activation.TANH, TimeInput.JOINED, 1);

  /** Central differences: error h² |L'''| / 6 + 1e-15 / h, below 1e-7 at h = 1e-4. */
  @Test
  void theGradientIsThatOfTheLoss() {
    Batch weighted = batch(10).withWeight(column(10, 3));
    checkGradient(flow(FIELD, new StandardNormal(2), 2), batch(10), 0);
    checkGradient(flow(FIELD, new StudentT(2), 2), weighted, 0.3);
    Standardization contextUnits = Standardization.of(new double[] {0.5}, new double[] {2});
    checkGradient(
        flow(CONDITIONAL, new StandardNormal(2), 2).withContextUnits(contextUnits),
        weighted.withContext(column(10, 4)),
        0.1);
  }

  private static void checkGradient(ContinuousFlow flow, Batch batch, double noise) {
    double[] theta = flow.parameters();
    double[] gradient = new double[theta.length];
    double[] scratch = new double[theta.length];
    try (FlowMatching objective = matching(flow, batch, noise)) {
      assertThat(objective.evaluate(theta, 3, gradient).finite()).isTrue();
      double h = 1e-4;
      for (int i = 0; i < theta.length; i++) {
        double[] moved = theta.clone();
        moved[i] = theta[i] + h;
        double up = objective.evaluate(moved, 3, scratch).value();
        moved[i] = theta[i] - h;
        double down = objective.evaluate(moved, 3, scratch).value();
        if (i < flow.field().parameterCount()) {
          assertThat(gradient[i]).isCloseTo((up - down) / (2 * h), within(1e-6));
        } else {
          assertThat(gradient[i]).isZero(); // draws follow the base, and are not differentiated
        }
      }
    }
  }

  /**
   * A field that is 0 leaves |x₁ - x₀|², of mean dim + |x₁|² and variance 2 dim + 4 |x₁|² where all
   * rows are the same x₁. Five standard deviations of the mean are passed in 6e-7 of all cases.
   */
  @Test
  void theLossOfNoFieldIsTheLengthOfThePaths() {
    ContinuousFlow flow = flow(FIELD, new StandardNormal(2), 2);
    DMatrixRMaj rows = new DMatrixRMaj(4096, 2);
    for (int i = 0; i < 4096; i++) {
      rows.set(i, 0, 3 + 2 * 12.0); // standardised: 12 and -5
      rows.set(i, 1, -1 - 0.5 * 5.0);
    }
    try (FlowMatching objective = matching(flow, Batch.of(rows), 0)) {
      double[] zero = new double[flow.parameters().length];
      LossReport report = objective.evaluate(zero, 0, zero.clone());
      assertThat(report.value()).isCloseTo(2 + 169, within(5 * Math.sqrt((4 + 4 * 169) / 4096.0)));
      assertThat(report.forwardEvaluations()).isEqualTo(1);
      assertThat(report.backwardEvaluations()).isEqualTo(1);
    }
  }

  /**
   * With no field and all ends at 0 the loss is E |x₀|² = 2 + |m|² for N(m, I), and of variance 4 +
   * 4 |m|². Five standard deviations of the mean are passed in 6e-7 of all cases.
   */
  @Test
  void startsAreDrawnFromTheBaseOfTheta() {
    ContinuousFlow flow = flow(FIELD, new MultivariateNormal(2), 2);
    DMatrixRMaj rows = new DMatrixRMaj(4096, 2);
    for (int i = 0; i < 4096; i++) {
      rows.set(i, 0, 3);
      rows.set(i, 1, -1);
    }
    double[] theta = new double[flow.parameters().length];
    theta[FIELD.parameterCount()] = 4; // of m
    assertThat(loss(flow, Batch.of(rows), theta))
        .isCloseTo(2 + 16, within(5 * Math.sqrt((4 + 4 * 16) / 4096.0)));
  }

  /** Whatever stands in a row of weight 0, neither loss nor gradient has another bit. */
  @Test
  void aRowOfWeightZeroMayHoldAnything() {
    ContinuousFlow flow = flow(FIELD, new StandardNormal(2), 2);
    DMatrixRMaj weights = column(10, 3);
    weights.set(5, 0, 0);
    double[] expected = new double[FIELD.parameterCount()];
    double[] gradient = new double[expected.length];
    double loss = Double.NaN;
    for (double odd : new double[] {0, 1e200, Double.NaN}) {
      Batch batch = batch(10).withWeight(weights);
      batch.x().set(5, 1, odd);
      try (FlowMatching objective = matching(flow, batch, 0.1)) {
        LossReport report = objective.evaluate(flow.parameters(), 0, gradient);
        assertThat(report.finite()).isTrue();
        if (odd == 0) {
          loss = report.value();
          expected = gradient.clone();
        }
        assertThat(report.value()).isEqualTo(loss);
        assertThat(gradient).containsExactly(expected);
      }
    }
  }

  /** A row of weight 3 counts like three, and one of weight 0 not at all. */
  @Test
  void weightsMultiplyLosses() {
    ContinuousFlow flow = flow(FIELD, new StandardNormal(2), 2);
    double[] theta = flow.parameters();
    double[] each = new double[10];
    for (int i = 0; i < 10; i++) {
      DMatrixRMaj only = new DMatrixRMaj(10, 1);
      only.set(i, 0, 2);
      each[i] = loss(flow, batch(10).withWeight(only), theta);
    }
    DMatrixRMaj weights = column(10, 3);
    double sum = 0;
    double total = 0;
    for (int i = 0; i < 10; i++) {
      sum += weights.get(i, 0) * each[i];
      total += weights.get(i, 0);
    }
    assertThat(loss(flow, batch(10).withWeight(weights), theta))
        .isCloseTo(sum / total, within(1e-13));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void theSameBitsForAnyNumberOfThreads(int threads) {
    double[] one = new double[FIELD.parameterCount()];
    double[] many = new double[FIELD.parameterCount()];
    for (int iteration = 0; iteration < 5; iteration++) {
      assertThat(evaluated(threads, iteration, many)).isEqualTo(evaluated(1, iteration, one));
      assertThat(many).containsExactly(one);
    }
  }

  private static LossReport evaluated(int threads, int iteration, double[] gradient) {
    ContinuousFlow flow = flow(FIELD, new StandardNormal(2), threads);
    try (FlowMatching objective = matching(flow, batch(203), 0.1)) {
      return objective.evaluate(flow.parameters(), iteration, gradient);
    }
  }

  @Test
  void drawsChangeWithIterationAndSeedAlone() {
    ContinuousFlow flow = flow(FIELD, new StandardNormal(2), 1);
    ContinuousFlow reseeded = flow.with(flow.settings().withSeed(9));
    double[] theta = flow.parameters();
    double[] scratch = new double[theta.length];
    try (FlowMatching objective = matching(flow, batch(10), 0);
        FlowMatching other = matching(reseeded, batch(10), 0)) {
      double first = objective.evaluate(theta, 0, scratch).value();
      assertThat(objective.evaluate(theta, 1, scratch).value()).isNotEqualTo(first);
      assertThat(objective.evaluate(theta, 0, scratch).value()).isEqualTo(first);
      assertThat(other.evaluate(theta, 0, scratch).value()).isNotEqualTo(first);
    }
  }

  @Test
  void batchesOfAnotherShapeAreRefused() {
    ContinuousFlow flow = flow(CONDITIONAL, new StandardNormal(2), 1);
    for (DMatrixRMaj odd : List.of(new DMatrixRMaj(5, 3), new DMatrixRMaj(0, 2))) {
      assertThatThrownBy(() -> loss(flow, Batch.of(odd), flow.parameters()))
          .hasMessage(
              "expected a batch [rows][2], got [%d][%d]".formatted(odd.numRows, odd.numCols));
    }
    assertThatThrownBy(() -> loss(flow, batch(5), flow.parameters()))
        .hasMessage("expected a context of 1 numbers a row, got 0");
  }

  @Test
  void whatCannotBeMatchedIsRefused() {
    ContinuousFlow flow = flow(FIELD, new StandardNormal(2), 1);
    for (double noise : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> matching(flow, batch(5), noise))
          .hasMessage("the noise of a path must be finite and not negative, got " + noise);
    }
    assertThatThrownBy(() -> matching(flow.until(0.5), batch(5), 0))
        .hasMessageContaining("this one ends at 0.5: match the whole flow");
    VectorField pieces = PiecewiseField.untied(FIELD, 2);
    assertThatThrownBy(() -> matching(flow(pieces, new StandardNormal(2), 1), batch(5), 0))
        .hasMessageContaining("take another field, or maximum likelihood");
  }

  @Test
  void theFingerprintTellsWhatBitsDependOn() {
    ContinuousFlow flow = flow(FIELD, new StandardNormal(2), 1);
    Map<String, String> words = fingerprint(flow, batch(5), 0);
    assertThat(fingerprint(flow(FIELD, new StandardNormal(2), 3), batch(5), 0)).isEqualTo(words);
    ContinuousFlow wide = flow(FIELD, GivenBase.of(new StudentT(2), 1.0, 3.0), 1);
    ContinuousFlow wider = flow(FIELD, GivenBase.of(new StudentT(2), 2.0, 3.0), 1);
    List<Map<String, String>> others =
        List.of(
            words,
            fingerprint(flow, batch(6), 0),
            fingerprint(flow, batch(5), 0.1),
            fingerprint(flow.with(flow.settings().withSeed(8)), batch(5), 0),
            fingerprint(flow(FIELD, new StudentT(2), 1), batch(5), 0),
            fingerprint(wide, batch(5), 0),
            fingerprint(wider, batch(5), 0));
    assertThat(others).doesNotHaveDuplicates();
    ContinuousFlow same = flow(FIELD, GivenBase.of(new StudentT(2), 1.0, 3.0), 1);
    assertThat(fingerprint(same, batch(5), 0)).isEqualTo(others.get(5));
  }

  private static Map<String, String> fingerprint(ContinuousFlow flow, Batch batch, double noise) {
    try (FlowMatching objective = matching(flow, batch, noise)) {
      return objective.fingerprint();
    }
  }

  /** What follows from how a shard is cut must not go on in other shards. */
  @Test
  void theFingerprintTellsTheShardSize() {
    ContinuousFlow flow = flow(FIELD, new StandardNormal(2), 1);
    assertThat(fingerprint(flow, batch(5), 0)).containsEntry("shard size", "4");
  }

  private static double loss(ContinuousFlow flow, Batch batch, double[] theta) {
    try (FlowMatching objective = matching(flow, batch, 0)) {
      return objective.evaluate(theta, 0, new double[theta.length]).value();
    }
  }

  private static FlowMatching matching(ContinuousFlow flow, Batch batch, double noise) {
    return new FlowMatching(flow, Coupling.independent(i -> batch), noise, HeldOut.none());
  }

  /** Shards of four rows. */
  private static ContinuousFlow flow(VectorField field, Base base, int threads) {
    Standardization units = Standardization.of(new double[] {3, -1}, new double[] {2, 0.5});
    return ContinuousFlow.of(field, base, units, 1)
        .with(
            FlowSettings.DEFAULT
                .withPrecision(Precision.FLOAT64)
                .withParallelism(new Parallelism(4, threads)));
  }

  private static Batch batch(int rows) {
    Random random = new Random(4);
    DMatrixRMaj x = new DMatrixRMaj(rows, 2);
    for (int i = 0; i < rows; i++) {
      x.set(i, 0, 3 + 2 * random.nextGaussian());
      x.set(i, 1, -1 + 0.5 * random.nextGaussian());
    }
    return Batch.of(x);
  }

  /** Positive numbers. */
  private static DMatrixRMaj column(int rows, int seed) {
    double[] numbers = new Random(seed).doubles(rows, 0.1, 3).toArray();
    return new DMatrixRMaj(rows, 1, true, Arrays.copyOf(numbers, rows));
  }
}
