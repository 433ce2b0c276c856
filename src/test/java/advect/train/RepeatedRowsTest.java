package advect.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.field.layered.Mlp;
import advect.field.layered.TimeInput;
import advect.flow.ContinuousFlow;
import advect.flow.base.StudentT;
import advect.flow.dynamics.Trace;
import advect.flow.transform.Regularization;
import advect.gradient.CheckpointedAdjoint;
import advect.kernel.Activation;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.train.objective.Batch;
import advect.train.objective.HeldOut;
import advect.train.objective.MaximumLikelihood;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/**
 * A row that is there twice counts as one of weight 2: fixed steps and an exact trace do not depend
 * on the company a row is in, so sums differ by their order alone, 1e-15 of some ten terms.
 */
class RepeatedRowsTest {
  private static final CheckpointedAdjoint METHOD =
      new CheckpointedAdjoint(new RungeKutta(Tableaux.RK4, Steps.fixed(5)));
  private static final Regularization COSTS = new Regularization(0.2, 0.1, 0.3);
  private static final int[] TIMES = {1, 2, 1, 0, 3, 1, 1, 2, 1, 1};

  @Test
  void forALikelihoodAndItsGradient() {
    ContinuousFlow flow = flow();
    double[] weighted = lossAndGradient(flow, weighted(flow));
    double[] repeated = lossAndGradient(flow, repeated(flow));
    double largest = LikelihoodCases.largest(repeated);
    assertThat(weighted).containsExactly(repeated, within(1e-12 * largest));
  }

  @Test
  void forHeldOutRows() {
    ContinuousFlow flow = flow();
    double weighted = HeldOut.of(flow, weighted(flow)).loss(flow.parameters()).orElseThrow();
    double repeated = HeldOut.of(flow, repeated(flow)).loss(flow.parameters()).orElseThrow();
    assertThat(weighted).isCloseTo(repeated, within(1e-12 * Math.abs(repeated)));
  }

  @Test
  void aRowOfWeightZeroDoesNotCountWhateverItsNumber() {
    DMatrixRMaj weight = new DMatrixRMaj(3, 1, true, 2, 0, 1);
    Batch rows = Batch.of(new DMatrixRMaj(3, 1)).withWeight(weight);
    assertThat(rows.mean(new double[] {4, Double.NEGATIVE_INFINITY, 1})).isEqualTo(3);
  }

  private static double[] lossAndGradient(ContinuousFlow flow, Batch batch) {
    double[] theta = flow.parameters();
    double[] both = new double[theta.length + 1];
    double[] gradient = new double[theta.length];
    try (MaximumLikelihood loss =
        new MaximumLikelihood(flow, METHOD, COSTS, i -> batch, HeldOut.none())) {
      both[theta.length] = loss.evaluate(theta, 2, gradient).value();
    }
    System.arraycopy(gradient, 0, both, 0, gradient.length);
    return both;
  }

  private static ContinuousFlow flow() {
    Mlp field = new Mlp(2, List.of(5), Activation.TANH, TimeInput.JOINED, 1);
    return LikelihoodCases.flow(field, new StudentT(2), new Trace.Exact(), METHOD);
  }

  private static Batch weighted(ContinuousFlow flow) {
    DMatrixRMaj weight = new DMatrixRMaj(TIMES.length, 1);
    for (int i = 0; i < TIMES.length; i++) weight.data[i] = TIMES[i];
    return LikelihoodCases.batch(flow).withWeight(weight);
  }

  private static Batch repeated(ContinuousFlow flow) {
    Batch once = LikelihoodCases.batch(flow);
    return Batch.of(repeated(once.x())).withContext(repeated(once.context()));
  }

  private static DMatrixRMaj repeated(DMatrixRMaj rows) {
    int total = Arrays.stream(TIMES).sum();
    DMatrixRMaj all = new DMatrixRMaj(total, rows.numCols);
    int at = 0;
    for (int i = 0; i < TIMES.length; i++) {
      for (int k = 0; k < TIMES[i]; k++, at++) {
        for (int c = 0; c < rows.numCols; c++) all.set(at, c, rows.get(i, c));
      }
    }
    return all;
  }
}
