package advect.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.field.layered.Mlp;
import advect.flow.base.StandardNormal;
import advect.flow.transform.Chain;
import advect.kernel.Activation;
import advect.ode.SolveReport;
import advect.ode.step.SolveStatus;
import advect.parallel.Parallelism;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/** Two flows on the line, one of them narrow and far out. */
class EnsembleTest {
  private final List<FlowDensity> members = List.of(member(0), member(1));
  private final Density ensemble = Ensemble.of(members);

  private static FlowDensity member(int k) {
    return flow(Standardization.of(new double[] {3 * k}, new double[] {1 - 0.7 * k}), k);
  }

  private static FlowDensity flow(Standardization units, long seed) {
    Mlp field = new Mlp(units.dim(), List.of(4), Activation.TANH);
    return ContinuousFlow.of(field, units, seed).density();
  }

  /** p = (p₁ + p₂) / 2 by the members' own log densities, which tests of their own know. */
  @Test
  void itsDensityIsTheMeanOfItsMembers() {
    DMatrixRMaj x = new DMatrixRMaj(5, 1, true, -3, -0.5, 0, 1, 40);
    double[] a = members.get(0).logDensity(x);
    double[] b = members.get(1).logDensity(x);
    try (Scorer scorer = ensemble.scorer()) {
      FlowPoints scored = scorer.score(x);
      for (int i = 0; i < x.numRows; i++) {
        double larger = Math.max(a[i], b[i]);
        double mean = larger + Math.log((Math.exp(a[i] - larger) + Math.exp(b[i] - larger)) / 2);
        assertThat(scored.logDensity()[i]).isCloseTo(mean, within(1e-12));
        assertThat(scored.spread()[i])
            .isCloseTo(Math.sqrt(StatUtils.variance(new double[] {a[i], b[i]})), within(1e-12));
      }
      assertThat(ensemble.logDensity(x)).containsExactly(scored.logDensity());
    }
    assertThat(members.get(0).logDensityWithError(x).spread()).isEmpty();
  }

  /** d log Σ pₖ = Σ pₖ d log pₖ / Σ pₖ. */
  @Test
  void errorBarsAreMeansOfTheMembersByTheirDensities() {
    DMatrixRMaj x = new DMatrixRMaj(3, 1, true, -1, 0, 2);
    FlowPoints a = members.get(0).logDensityWithError(x);
    FlowPoints b = members.get(1).logDensityWithError(x);
    double[] both = ensemble.logDensityWithError(x).logDensityError();
    for (int i = 0; i < x.numRows; i++) {
      double share = 1 / (1 + Math.exp(b.logDensity()[i] - a.logDensity()[i]));
      double mean = share * a.logDensityError()[i] + (1 - share) * b.logDensityError()[i];
      assertThat(both[i]).isCloseTo(mean, within(1e-12 * mean));
    }
  }

  /**
   * p = (p₁ + 3 p₂ + 2 p₃) / 6, of which the third has no map and so no part in the spread: with
   * shares 1/4 and 3/4 of the others that is √(3/16 gap² / (1 - 10/16)).
   */
  @Test
  void weightsCountInDensityAndSpread() {
    Flow still = new Flow(new StandardNormal(1), Chain.identity(1), Standardization.identity(1));
    FlowDensity normal = new FlowDensity(still, new double[0], Parallelism.DEFAULT);
    List<FlowDensity> three = List.of(members.get(0), members.get(1), normal);
    Density weighted = new Ensemble(three, List.of(1.0, 3.0, 2.0));
    DMatrixRMaj x = new DMatrixRMaj(4, 1, true, -3, -0.5, 1, 3);
    double[] a = members.get(0).logDensity(x);
    double[] b = members.get(1).logDensity(x);
    try (Scorer scorer = weighted.scorer()) {
      FlowPoints scored = scorer.score(x);
      for (int i = 0; i < x.numRows; i++) {
        double third = Math.exp(-x.get(i, 0) * x.get(i, 0) / 2) / Math.sqrt(2 * Math.PI);
        double mean = (Math.exp(a[i]) + 3 * Math.exp(b[i]) + 2 * third) / 6;
        assertThat(scored.logDensity()[i]).isCloseTo(Math.log(mean), within(1e-12));
        assertThat(scored.spread()[i])
            .isCloseTo(Math.abs(a[i] - b[i]) / Math.sqrt(2), within(1e-12));
      }
    }
    assertThat(new Ensemble(List.of(normal, members.get(0))).hasSpread()).isFalse();
  }

  /**
   * Of n draws, a Binomial(n, w) share is of the member that lies apart. Five standard deviations
   * are a false alarm in a million.
   */
  @Test
  void weightsCountInDraws() {
    int n = 40_000;
    Standardization far = Standardization.of(new double[] {1e6}, new double[] {1});
    Density weighted = new Ensemble(List.of(members.get(0), flow(far, 2)), List.of(1.0, 3.0));
    long apart = Arrays.stream(weighted.sample(n, 5).data).filter(v -> v > 5e5).count();
    double share = 0.75;
    assertThat(apart / (double) n).isCloseTo(share, within(5 * Math.sqrt(share * (1 - share) / n)));
  }

  @Test
  void weightsArePositive() {
    for (List<Double> weights :
        List.of(List.of(1.0), List.of(1.0, 0.0), List.of(1.0, Double.NaN))) {
      assertThatThrownBy(() -> new Ensemble(members, weights))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("2 members have a positive weight each");
    }
  }

  /**
   * Draws are of the mixture: its mean is the mean of the members' means. The standard error of
   * 40,000 draws is known from their spread; five of them are a false alarm in a million.
   */
  @Test
  void drawsAreOfTheMean() {
    int n = 40_000;
    double[] draws = ensemble.sample(n, 5).data;
    double mean =
        IntStream.range(0, 2)
                .mapToDouble(k -> StatUtils.mean(members.get(k).sample(n, 6).data))
                .sum()
            / 2;
    double error = Math.sqrt(2 * StatUtils.variance(draws) / n);
    assertThat(StatUtils.mean(draws)).isCloseTo(mean, within(5 * error));
  }

  @Test
  void aDrawDependsOnItsNumberAlone() {
    DMatrixRMaj all = ensemble.sample(FlowDensity.SAMPLE_BLOCK + 100, 3);
    DMatrixRMaj few = ensemble.withParallelism(new Parallelism(64, 2)).sample(70, 3);
    assertThat(few.data).containsExactly(CommonOps_DDRM.extract(all, 0, 70, 0, 1).data);
    int from = FlowDensity.SAMPLE_BLOCK;
    assertThat(ensemble.sampleBlock(1, 60, 3).data)
        .containsExactly(CommonOps_DDRM.extract(all, from, from + 60, 0, 1).data);
    assertThat(ensemble.sample(70, 4).data).isNotEqualTo(few.data);
  }

  /** A row that no time is left for has no number. */
  @Test
  void aRowThatAMemberCannotMoveHasNoNumber() {
    try (Scorer scorer = ensemble.scorer()) {
      FlowPoints late = scorer.score(new DMatrixRMaj(1, 1), Duration.ofNanos(-1));
      assertThat(late.arrived(0)).isFalse();
      assertThat(late.report(0).status()).isEqualTo(SolveStatus.STOPPED);
      assertThat(late.logDensity()[0]).isNaN();
    }
  }

  /** Whichever member it is. */
  @Test
  void oneMemberThatFailsIsEnough() {
    SolveReport arrived = new SolveReport(SolveStatus.REACHED_END, 0, 0.1, 3, 0, 20);
    SolveReport stiff = new SolveReport(SolveStatus.STEPS_EXHAUSTED, 0.5, 1e-9, 9, 9, 120);
    FlowPoints well = new FlowPoints(new DMatrixRMaj(1, 1), new double[] {-1}, report(arrived));
    FlowPoints ill =
        new FlowPoints(new DMatrixRMaj(1, 1), new double[] {Double.NaN}, report(stiff));
    for (List<FlowPoints> both : List.of(List.of(well, ill), List.of(ill, well))) {
      FlowPoints mean = new MemberMean(ensemble).of(both);
      assertThat(mean.arrived(0)).isFalse();
      assertThat(mean.report(0).status()).isEqualTo(SolveStatus.STEPS_EXHAUSTED);
    }
    assertThat(new MemberMean(ensemble).of(List.of(well, well)).report(0).evaluations())
        .isEqualTo(40);
  }

  private static SolveReport[] report(SolveReport one) {
    return new SolveReport[] {one};
  }

  @Test
  void thereIsNoOneMapToABase() {
    try (Scorer scorer = ensemble.scorer()) {
      assertThat(scorer.score(new DMatrixRMaj(2, 1)).points().numCols).isZero();
      assertThatThrownBy(() -> scorer.decode(new DMatrixRMaj(1, 1), FlowDensity.NO_CONTEXT))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "an ensemble of 2 flows has no one map from the base; take one of its members");
    }
  }

  @Test
  void oneFlowIsNoEnsemble() {
    assertThat(Ensemble.of(List.of(members.get(0)))).isSameAs(members.get(0));
    assertThat(members.get(0).members()).containsExactly(members.get(0));
    assertThatThrownBy(() -> new Ensemble(List.of(members.get(0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two members or more, got 1");
    FlowDensity plane = flow(Standardization.identity(2), 1);
    assertThatThrownBy(() -> new Ensemble(List.of(members.get(0), plane)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one dimension, 1");
  }
}
