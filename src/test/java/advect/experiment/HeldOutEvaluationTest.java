package advect.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.experiment.result.Metrics;
import advect.flow.ContinuousFlow;
import advect.flow.Standardization;
import advect.train.objective.Batches;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** dz/dt = a z carries N(0, 1) to N(0, e^2a); then x = shift + scale z. */
class HeldOutEvaluationTest {
  private static final double A = 0.4;
  private static final double SHIFT = 10;
  private static final double SCALE = 2;
  private static final int POINTS = 2000;

  private final Standardization units =
      Standardization.of(new double[] {SHIFT}, new double[] {SCALE});
  private final ContinuousFlow flow = LinearFlow.of(units, new double[] {A});
  private final double sd = SCALE * Math.exp(A);

  @Test
  void aFlowThatIsTheTruthHasNoDivergenceFromIt() {
    NormalDistribution truth = new NormalDistribution(SHIFT, sd);
    Metrics.Test test = evaluate(truth).test();
    // Every single log ratio is the error of a solve, below 1e-9.
    assertThat(test.kl()).isCloseTo(0, within(1e-8));
    assertThat(test.klSe()).isLessThan(1e-8);
    // NLL is the entropy to within 5 standard errors (false alarm 6e-7); its standard error is that
    // of z²/2, 1/√2 over √n, to within 5 / √n of it.
    assertThat(test.nll()).isCloseTo(test.entropy(), within(5 * test.nllSe()));
    assertThat(test.nllSe() * Math.sqrt(2.0 * POINTS))
        .isCloseTo(1, within(5 / Math.sqrt(POINTS) * 2));
    assertThat(test.points()).isEqualTo(POINTS);
  }

  /** KL(N(m, s²) ‖ N(0, 1)) = (m² + s² - 1) / 2 - ln s, here in units of the flow's own width. */
  @Test
  void aFlowThatIsNotHasItsClosedForm() {
    double m = 0.5;
    double s = 0.8;
    Metrics.Test test = evaluate(new NormalDistribution(SHIFT + m * sd, s * sd)).test();
    double kl = (m * m + s * s - 1) / 2 - Math.log(s);
    assertThat(test.kl()).isCloseTo(kl, within(5 * test.klSe())); // false alarm 6e-7
    assertThat(test.klSe()).isLessThan(test.nllSe());
  }

  @Test
  void withoutTheTruthThereIsNoDivergence() {
    Metrics.Test test = evaluate(Optional.empty(), flow.sample(10, 3)).test();
    assertThat(test.kl()).isNaN();
    assertThat(test.klSe()).isNaN();
    assertThat(test.entropy()).isNaN();
    assertThat(test.nll()).isFinite();
  }

  @Test
  void aLonePointHasNoStandardError() {
    Metrics.Test test = evaluate(Optional.empty(), flow.sample(1, 3)).test();
    assertThat(test.nll()).isFinite();
    assertThat(test.nllSe()).isNaN();
  }

  @Test
  void samplesAreThoseOfTheFlow() {
    HeldOutEvaluation evaluation = evaluate(Optional.empty(), flow.sample(10, 3));
    assertThat(evaluation.samples().data).isEqualTo(flow.sampleWithLogDensity(50, 9).points().data);
    assertThat(evaluation.drawn().pointsPerSecond()).isPositive();
    assertThat(evaluation.scored().evaluations()).isGreaterThan(1);
  }

  private HeldOutEvaluation evaluate(NormalDistribution truth) {
    truth.reseedRandomGenerator(5);
    double entropy = 0.5 * Math.log(2 * Math.PI * Math.E) + Math.log(truth.getStandardDeviation());
    Function<DMatrixRMaj, double[]> logDensity =
        x -> {
          double[] logp = new double[x.numRows];
          for (int i = 0; i < logp.length; i++) logp[i] = truth.logDensity(x.get(i, 0));
          return logp;
        };
    DMatrixRMaj points = new DMatrixRMaj(POINTS, 1, true, truth.sample(POINTS));
    return evaluate(Optional.of(new Source.Truth(entropy, logDensity)), points);
  }

  private HeldOutEvaluation evaluate(Optional<Source.Truth> truth, DMatrixRMaj test) {
    Source source =
        new Source(
            List.of("x"),
            new Source.TrainingPoints(
                units, 0, new SizedBatches(POINTS, size -> Batches.of(i -> test))),
            new Source.HeldPoints(test, 0, test),
            new Source.View(test, List.of()),
            Optional.empty(),
            truth);
    return HeldOutEvaluation.of(flow.density(), source, 50, 9);
  }
}
