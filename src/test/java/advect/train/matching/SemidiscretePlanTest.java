package advect.train.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.field.layered.Mlp;
import advect.field.layered.TimeInput;
import advect.flow.ContinuousFlow;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.flow.base.StudentT;
import advect.kernel.Activation;
import advect.kernel.Precision;
import advect.parallel.Parallelism;
import advect.train.objective.Batch;
import advect.train.objective.Batches;
import advect.train.objective.HeldOut;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Rows are chosen as often as they should be, and from nearby. */
class SemidiscretePlanTest {
  private static final int DRAWS = 1_000_000;
  private static final SemidiscreteOptions ON_A_LINE =
      SemidiscreteOptions.DEFAULT.withSteps(16_000).withRates(10, 1e-5);

  /** Two in a hundred draws go to another row than they should, a few of them by chance. */
  private static final double TOLERANCE = 0.02;

  /**
   * On a line the i-th smallest row takes the draws between the quantiles i/n and (i + 1)/n. The
   * plan is optimal for its own shares, so by duality its cost differs from that of the masses by
   * at most 2 (max g - min g) · imbalance. Here g = ½ x² - v.
   */
  @Test
  void onALineItSorts() {
    int n = 64;
    DMatrixRMaj rows = skewed(n);
    ContinuousFlow flow = flow(1, rows, 2);
    SemidiscretePlan plan = SemidiscretePlan.fit(flow, Batch.of(rows), ON_A_LINE);
    double imbalance = plan.imbalance(DRAWS);
    assertThat(imbalance).isLessThan(TOLERANCE);
    double[] x = standardised(rows, flow);
    double[] v = plan.potentials();
    double[] g = new double[n];
    for (int i = 0; i < n; i++) g[i] = 0.5 * x[i] * x[i] - v[i];
    double range = Arrays.stream(g).max().orElseThrow() - Arrays.stream(g).min().orElseThrow();
    double exact = sortedCost(x);
    double independent = 2;
    // The last term is five standard errors of a mean of squared lengths below 1 on average.
    double tolerance = 2 * range * imbalance + 5 / Math.sqrt(DRAWS);
    assertThat(cost(plan, 1)).isCloseTo(exact, within(tolerance));
    assertThat(tolerance).isLessThan(0.1 * independent);
    assertThat(exact).isLessThan(0.2 * independent);
  }

  /** E |x₀ - x₁|² with E x₀ x₁ = Σ xᵢ ∫ z φ(z) dz between quantiles, as ∫ z φ = -φ. */
  private static double sortedCost(double[] x) {
    double[] sorted = x.clone();
    Arrays.sort(sorted);
    NormalDistribution normal = new NormalDistribution();
    double cost = 1;
    double before = 0;
    for (int i = 0; i < sorted.length; i++) {
      double p = (i + 1.0) / sorted.length;
      double after = p < 1 ? normal.density(normal.inverseCumulativeProbability(p)) : 0;
      cost += sorted[i] * sorted[i] / sorted.length - 2 * sorted[i] * (before - after);
      before = after;
    }
    return cost;
  }

  /** Independent ends cost E |x₀|² + E |x₁|² = 4 in standardised units. */
  @Test
  void onThePlaneItIsBalancedAndShort() {
    DMatrixRMaj rows = clusters(200);
    ContinuousFlow flow = flow(2, rows, 2);
    SemidiscretePlan plan = SemidiscretePlan.fit(flow, Batch.of(rows), SemidiscreteOptions.DEFAULT);
    assertThat(plan.imbalance(DRAWS)).isLessThan(TOLERANCE);
    assertThat(cost(plan, 2)).isLessThan(0.25 * 4);
    DMatrixRMaj nothing = new DMatrixRMaj(0, 2);
    assertThatThrownBy(
            () -> SemidiscretePlan.fit(flow, Batch.of(nothing), SemidiscreteOptions.DEFAULT))
        .hasMessage("expected a batch [rows][2], got [0][2]");
  }

  @Test
  void rowsAreChosenInProportionToTheirWeights() {
    DMatrixRMaj rows = clusters(50);
    DMatrixRMaj weights = new DMatrixRMaj(50, 1);
    for (int i = 0; i < 50; i++) weights.set(i, 0, i == 0 ? 0 : i % 3 + 1);
    ContinuousFlow flow = flow(2, rows, 2);
    SemidiscretePlan plan =
        SemidiscretePlan.fit(flow, Batch.of(rows).withWeight(weights), SemidiscreteOptions.DEFAULT);
    assertThat(plan.imbalance(DRAWS)).isLessThan(TOLERANCE);
    assertThat(plan.rows()).isEqualTo(49);
    assertThatThrownBy(() -> plan.imbalance(0)).hasMessage("expected at least 1 draw, got 0");
  }

  /** A trained base may be planned for, and paths from another one are refused. */
  @Test
  void aPlanIsForTheBaseItWasFittedTo() {
    DMatrixRMaj rows = clusters(10);
    SemidiscreteOptions few = SemidiscreteOptions.DEFAULT.withSteps(2);
    ContinuousFlow flow =
        ContinuousFlow.of(Mlp.tanh(2, 8), new StudentT(2), Standardization.of(rows), 1);
    double[] theta = flow.parameters();
    double[] moved = theta.clone();
    moved[moved.length - 1] = 0.5;
    SemidiscretePlan plan = SemidiscretePlan.fit(flow, Batch.of(rows), few);
    SemidiscretePlan later = SemidiscretePlan.fit(flow.withParameters(moved), Batch.of(rows), few);
    Coupling coupling = new SemidiscreteCoupling(plan, 8);
    double[] scratch = theta.clone();
    try (FlowMatching first = new FlowMatching(flow, coupling, 0, HeldOut.none());
        FlowMatching second =
            new FlowMatching(flow, new SemidiscreteCoupling(later, 8), 0, HeldOut.none())) {
      assertThat(first.evaluate(theta, 0, scratch).finite()).isTrue();
      assertThatThrownBy(() -> first.evaluate(moved, 0, scratch))
          .hasMessageContaining("fitted to a base with the parameters [2.30")
          .hasMessageContaining("0.5]")
          .hasMessageContaining("fix the base");
      assertThat(second.evaluate(moved, 0, scratch).finite()).isTrue();
    }
  }

  @Test
  void theSameBitsForAnyNumberOfThreads() {
    DMatrixRMaj rows = clusters(300);
    SemidiscreteOptions options = SemidiscreteOptions.DEFAULT.withSteps(20);
    double[] one = null;
    for (int threads : new int[] {1, 2, 3}) {
      SemidiscretePlan plan = SemidiscretePlan.fit(flow(2, rows, threads), Batch.of(rows), options);
      if (one == null) one = plan.potentials();
      assertThat(plan.potentials()).containsExactly(one);
    }
  }

  @Test
  void whatCannotBePlannedIsRefused() {
    DMatrixRMaj rows = clusters(10);
    SemidiscreteOptions few = SemidiscreteOptions.DEFAULT.withSteps(2);
    Mlp conditional = new Mlp(2, List.of(4), Activation.TANH, TimeInput.JOINED, 3);
    ContinuousFlow asked = ContinuousFlow.of(conditional, Standardization.identity(2), 1);
    assertThatThrownBy(() -> SemidiscretePlan.fit(asked, Batch.of(rows), few))
        .hasMessageContaining("a flow with a context (of 3 numbers)")
        .hasMessageContaining("couple independently");
    ContinuousFlow flow = flow(2, rows, 1);
    DMatrixRMaj broken = rows.copy();
    broken.set(3, 1, Double.NaN);
    assertThatThrownBy(() -> SemidiscretePlan.fit(flow, Batch.of(broken), few))
        .hasMessage(
            "row 4, column 2 of the batch is NaN: expected a finite number; leave the row out");
    SemidiscretePlan plan = SemidiscretePlan.fit(flow, Batch.of(rows), few);
    Coupling coupling = new SemidiscreteCoupling(plan, 8);
    ContinuousFlow other = ContinuousFlow.of(Mlp.tanh(2, 4), Standardization.identity(2), 1);
    assertThatThrownBy(() -> new FlowMatching(other, coupling, 0, HeldOut.none()))
        .hasMessageContaining("another base, other units");
    assertThatThrownBy(() -> new SemidiscreteCoupling(plan, 0))
        .hasMessage("expected at least 1 path an iteration, got 0");
    assertThatThrownBy(() -> few.withRates(1, 2)).hasMessageContaining("got 1.0 and then 2.0");
  }

  /**
   * Matching pays for the plan's paths: with a field of 0 its loss is their mean square, on 20,000
   * of its own draws, so within five standard errors of lengths below 2 on average.
   */
  @Test
  void matchingFollowsThePlan() {
    DMatrixRMaj rows = clusters(100);
    ContinuousFlow flow = flow(2, rows, 2);
    SemidiscretePlan plan = SemidiscretePlan.fit(flow, Batch.of(rows), SemidiscreteOptions.DEFAULT);
    Coupling coupling = new SemidiscreteCoupling(plan, 20_000);
    double[] zero = new double[flow.parameters().length];
    double[] scratch = zero.clone();
    try (FlowMatching planned = new FlowMatching(flow, coupling, 0, HeldOut.none());
        FlowMatching independent = new FlowMatching(flow, Batches.of(i -> rows))) {
      double loss = planned.evaluate(zero, 0, scratch).value();
      assertThat(loss).isCloseTo(cost(plan, 2), within(5 * 2 / Math.sqrt(20_000)));
      assertThat(planned.evaluate(zero, 0, scratch).value()).isEqualTo(loss);
      assertThat(planned.evaluate(zero, 1, scratch).value()).isNotEqualTo(loss);
      assertThat(planned.fingerprint()).isNotEqualTo(independent.fingerprint());
    }
  }

  /** The mean of |x₀ - x₁|² over draws of a plain generator. */
  private static double cost(SemidiscretePlan plan, int dim) {
    Random random = new Random(8);
    double[] start = new double[dim * DRAWS];
    for (int i = 0; i < start.length; i++) start[i] = random.nextGaussian();
    double[] end = new double[start.length];
    plan.carry(start, end);
    double sum = 0;
    for (int i = 0; i < start.length; i++) sum += (start[i] - end[i]) * (start[i] - end[i]);
    return sum / DRAWS;
  }

  private static double[] standardised(DMatrixRMaj rows, ContinuousFlow flow) {
    Standardization units = flow.standardization();
    return Arrays.stream(rows.data).map(x -> (x - units.shift(0)) / units.scale(0)).toArray();
  }

  private static ContinuousFlow flow(int dim, DMatrixRMaj rows, int threads) {
    return ContinuousFlow.of(Mlp.tanh(dim, 8), Standardization.of(rows), 1)
        .with(
            FlowSettings.DEFAULT
                .withPrecision(Precision.FLOAT64)
                .withParallelism(new Parallelism(64, threads)));
  }

  private static DMatrixRMaj skewed(int n) {
    Random random = new Random(3);
    DMatrixRMaj rows = new DMatrixRMaj(n, 1);
    for (int i = 0; i < n; i++) rows.set(i, 0, -Math.log(1 - random.nextDouble()));
    return rows;
  }

  private static DMatrixRMaj clusters(int n) {
    Random random = new Random(2);
    DMatrixRMaj rows = new DMatrixRMaj(n, 2);
    for (int i = 0; i < 2 * n; i++) {
      rows.data[i] = (random.nextBoolean() ? 3 : -2) + random.nextGaussian();
    }
    return rows;
  }
}
