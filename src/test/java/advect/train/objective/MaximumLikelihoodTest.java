package advect.train.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.field.layered.ConcatSquash;
import advect.flow.ContinuousFlow;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.flow.dynamics.ProbeDistribution;
import advect.flow.dynamics.Trace;
import advect.gradient.CheckpointedAdjoint;
import advect.gradient.ContinuousAdjoint;
import advect.gradient.GradientMethod;
import advect.kernel.Activation;
import advect.kernel.Precision;
import advect.ode.RungeKutta;
import advect.ode.Steps;
import advect.ode.tableau.Tableaux;
import advect.parallel.Parallelism;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** The training loss and its gradient: three shards, the last one short, in units of the data. */
class MaximumLikelihoodTest {
  private static final RungeKutta SOLVER = new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-10));
  private static final DMatrixRMaj BATCH = batch();

  @Test
  void theLossIsTheMeanNegativeLogDensity() {
    for (double end : new double[] {1, 0.4}) {
      ContinuousFlow flow = flow(new Trace.Exact()).until(end);
      double mean = -Arrays.stream(flow.logDensity(BATCH)).average().orElseThrow();
      assertThat(nll(flow, flow.parameters())).isCloseTo(mean, within(1e-12));
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
