package advect.train.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.field.layered.ConcatSquash;
import advect.flow.ContinuousFlow;
import advect.flow.Flow;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.flow.base.StandardNormal;
import advect.flow.dynamics.ProbeDistribution;
import advect.flow.dynamics.Trace;
import advect.flow.transform.Chain;
import advect.flow.transform.Ode;
import advect.flow.transform.OdeSettings;
import advect.flow.transform.Regularization;
import advect.gradient.CheckpointedAdjoint;
import advect.gradient.ContinuousAdjoint;
import advect.gradient.FirstSteps;
import advect.gradient.GradientMethod;
import advect.kernel.Activation;
import advect.kernel.Precision;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.parallel.Parallelism;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** The training loss and its gradient: three shards, the last one short, in units of the data. */
class MaximumLikelihoodTest {
  private static final RungeKutta SOLVER = new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-10));
  private static final DMatrixRMaj BATCH = batch();

  /** Shards and rows take other steps, ten or so, each with an error of 1e-10 at most. */
  @Test
  void theLossIsTheMeanNegativeLogDensity() {
    for (double end : new double[] {1, 0.4}) {
      ContinuousFlow flow = flow(new Trace.Exact()).until(end);
      double mean = -Arrays.stream(flow.logDensity(BATCH)).average().orElseThrow();
      assertThat(nll(flow, flow.parameters())).isCloseTo(mean, within(1e-9));
    }
  }

  /** Central differences: error h²|L'''|/6 + 1e-10/h of the solver, some 1e-6 at h = 1e-4. */
  @Test
  void theGradientIsThatOfTheLoss() {
    for (Trace trace :
        List.of(new Trace.Exact(), new Trace.Hutchinson(1, ProbeDistribution.RADEMACHER))) {
      ContinuousFlow flow = flow(trace).until(0.7);
      for (GradientMethod method :
          List.of(new CheckpointedAdjoint(SOLVER), new ContinuousAdjoint(SOLVER))) {
        checkGradient(flow, method);
      }
    }
  }

  private static void checkGradient(ContinuousFlow flow, GradientMethod method) {
    double[] theta = flow.parameters();
    double[] gradient = new double[theta.length];
    try (MaximumLikelihood objective =
        new MaximumLikelihood(flow, method, Batches.of(i -> BATCH))) {
      objective.evaluate(theta, 3, gradient);
      double h = 1e-4;
      double[] scratch = new double[theta.length];
      for (int i = 0; i < theta.length; i += 7) {
        double kept = theta[i];
        theta[i] = kept + h;
        double up = objective.evaluate(theta, 3, scratch).value();
        theta[i] = kept - h;
        double down = objective.evaluate(theta, 3, scratch).value();
        theta[i] = kept;
        assertThat(gradient[i]).isCloseTo((up - down) / (2 * h), within(1e-5));
      }
    }
  }

  @Test
  void batchesOfAnotherShapeAreRefused() {
    ContinuousFlow flow = flow(new Trace.Exact());
    double[] theta = flow.parameters();
    for (DMatrixRMaj odd : List.of(new DMatrixRMaj(5, 3), new DMatrixRMaj(0, 2))) {
      try (MaximumLikelihood objective =
          new MaximumLikelihood(flow, new CheckpointedAdjoint(SOLVER), Batches.of(i -> odd))) {
        assertThatThrownBy(() -> objective.evaluate(theta, 0, theta.clone()))
            .hasMessage(
                "expected a batch [rows][2], got [%d][%d]".formatted(odd.numRows, odd.numCols));
      }
    }
  }

  /** Whatever stands in a row of weight 0, neither loss nor gradient has another bit. */
  @Test
  void aRowOfWeightZeroMayHoldAnything() {
    ContinuousFlow flow = flow(new Trace.Exact());
    double[] theta = flow.parameters();
    DMatrixRMaj weights = new DMatrixRMaj(10, 1, true, 1, 2, 1, 0, 1, 1, 1, 3, 1, 1);
    double[] expected = theta.clone();
    double loss = Double.NaN;
    for (double odd : new double[] {0, 1e200, Double.NaN}) {
      DMatrixRMaj x = BATCH.copy();
      x.set(3, 0, odd);
      Batch batch = Batch.of(x).withWeight(weights);
      double[] gradient = theta.clone();
      try (MaximumLikelihood objective =
          new MaximumLikelihood(flow, new CheckpointedAdjoint(SOLVER), i -> batch)) {
        LossReport report = objective.evaluate(theta, 0, gradient);
        assertThat(report.finite()).isTrue();
        if (odd == 0) {
          loss = report.value();
          expected = gradient;
        }
        assertThat(report.value()).isEqualTo(loss);
        assertThat(gradient).containsExactly(expected);
      }
    }
  }

  @Test
  void aNumberThatIsMissingIsNamed() {
    ContinuousFlow flow = flow(new Trace.Exact());
    DMatrixRMaj x = BATCH.copy();
    x.set(7, 1, Double.NaN);
    try (MaximumLikelihood objective =
        new MaximumLikelihood(flow, new CheckpointedAdjoint(SOLVER), Batches.of(i -> x))) {
      assertThatThrownBy(() -> objective.evaluate(flow.parameters(), 0, flow.parameters()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "row 8, column 2 of the batch is NaN: expected a finite number; leave the row out");
    }
  }

  /** The first solve is slower than the second, and what suits one does not suit the other. */
  @Test
  void eachSolveOfAChainRemembersItsOwnFirstStep() {
    OdeSettings settings = OdeSettings.exact(new CheckpointedAdjoint(SOLVER));
    ConcatSquash field = new ConcatSquash(2, List.of(6), Activation.TANH);
    Chain chain = Chain.of(new Ode(field, settings), new Ode(field, 0, 0.01, settings));
    Flow flow = new Flow(new StandardNormal(2), chain);
    double[] theta = flow.initialParameters(new Random(3));
    double[] expected = theta.clone();
    double[] resumed = theta.clone();
    Parallelism fours = new Parallelism(4, 2);
    try (MaximumLikelihood whole = new MaximumLikelihood(flow, Batches.of(i -> BATCH), fours);
        MaximumLikelihood later = new MaximumLikelihood(flow, Batches.of(i -> BATCH), fours)) {
      whole.evaluate(theta, 0, expected);
      List<FirstSteps> memory = whole.memory();
      assertThat(memory).hasSize(2 * 3); // shards
      assertThat(memory).allSatisfy(each -> assertThat(each.forward()).isNotZero());
      assertThat(memory.get(0).forward()).isNotEqualTo(memory.get(1).forward());
      later.remember(memory);
      LossReport report = whole.evaluate(theta, 1, expected);
      assertThat(later.evaluate(theta, 1, resumed)).isEqualTo(report);
      assertThat(resumed).containsExactly(expected);
    }
  }

  /** Shards choose directions and first steps, and the flow that judges has settings of its own. */
  @Test
  void theFingerprintTellsShardsAndTheFlowOfValidation() {
    ContinuousFlow flow = flow(new Trace.Exact());
    HeldOut held = HeldOut.of(flow, Batch.of(BATCH));
    HeldOut coarse =
        HeldOut.of(
            flow.with(flow.settings().withSolver(new RungeKutta(Tableaux.RK4, Steps.fixed(3)))),
            Batch.of(BATCH));
    ContinuousFlow eights = flow.with(flow.settings().withParallelism(new Parallelism(8, 2)));
    ContinuousFlow threads = flow.with(flow.settings().withParallelism(new Parallelism(4, 3)));
    assertThat(
            List.of(fingerprint(flow, held), fingerprint(flow, coarse), fingerprint(eights, held)))
        .doesNotHaveDuplicates();
    assertThat(fingerprint(threads, held)).isEqualTo(fingerprint(flow, held));
    try (MaximumLikelihood any =
        new MaximumLikelihood(flow.flow(), Batches.of(i -> BATCH), new Parallelism(8, 1))) {
      assertThat(any.fingerprint()).containsEntry("shard size", "8");
    }
  }

  private static Map<String, String> fingerprint(ContinuousFlow flow, HeldOut held) {
    try (MaximumLikelihood objective =
        new MaximumLikelihood(
            flow,
            new CheckpointedAdjoint(SOLVER),
            Regularization.NONE,
            Batches.of(i -> BATCH),
            held)) {
      return objective.fingerprint();
    }
  }

  private static double nll(ContinuousFlow flow, double[] theta) {
    try (MaximumLikelihood objective =
        new MaximumLikelihood(flow, new CheckpointedAdjoint(SOLVER), Batches.of(i -> BATCH))) {
      return objective.evaluate(theta, 0, new double[theta.length]).value();
    }
  }

  private static ContinuousFlow flow(Trace trace) {
    Standardization units = Standardization.of(new double[] {3, -1}, new double[] {2, 0.5});
    FlowSettings settings =
        FlowSettings.DEFAULT
            .withTrace(trace)
            .withSolver(SOLVER)
            .withPrecision(Precision.FLOAT64)
            .withParallelism(new Parallelism(4, 2));
    return ContinuousFlow.of(new ConcatSquash(2, List.of(6), Activation.TANH), units, 1)
        .with(settings);
  }

  private static DMatrixRMaj batch() {
    Random random = new Random(4);
    DMatrixRMaj x = new DMatrixRMaj(10, 2);
    for (int i = 0; i < x.numRows; i++) {
      x.set(i, 0, 3 + 2 * random.nextGaussian());
      x.set(i, 1, -1 + 0.5 * random.nextGaussian());
    }
    return x;
  }
}
