package advect.train;

import static org.assertj.core.api.Assertions.assertThat;

import advect.field.layered.Mlp;
import advect.flow.ContinuousFlow;
import advect.flow.FlowPoints;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.flow.dynamics.ProbeDistribution;
import advect.flow.dynamics.Trace;
import advect.gradient.CheckpointedAdjoint;
import advect.gradient.ContinuousAdjoint;
import advect.gradient.GradientMethod;
import advect.kernel.Activation;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.parallel.Parallelism;
import advect.train.objective.Batch;
import advect.train.objective.Batches;
import advect.train.optimizer.Adam;
import advect.train.optimizer.Schedule;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same bits with 1, 2 and 7 threads. */
class ThreadsTest {
  private static final RungeKutta SOLVER = new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-4));

  @ParameterizedTest
  @ValueSource(ints = {2, 7})
  void trainingDoesNotDependOnThreads(int threads) {
    for (GradientMethod method :
        List.of(new CheckpointedAdjoint(SOLVER), new ContinuousAdjoint(SOLVER))) {
      TrainingResult one = train(method, 1);
      TrainingResult many = train(method, threads);
      assertThat(many.parameters()).containsExactly(one.parameters());
      assertThat(many.best().loss()).isEqualTo(one.best().loss());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7})
  void scoresAndSamplesDoNotDependOnThreads(int threads) {
    DMatrixRMaj x = points(1000, 3);
    assertThat(flow(threads).logDensity(x)).containsExactly(flow(1).logDensity(x));
    FlowPoints one = flow(1).sampleWithLogDensity(1000, 5);
    FlowPoints many = flow(threads).sampleWithLogDensity(1000, 5);
    assertThat(many.points().data).containsExactly(one.points().data);
    assertThat(many.logDensity()).containsExactly(one.logDensity());
  }

  private static TrainingResult train(GradientMethod method, int threads) {
    return Trainer.fit(
            flow(threads),
            method,
            Batches.of(i -> points(150, i)),
            Batch.of(points(100, -1)),
            new TrainingOptions(6, Adam.DEFAULT, new Schedule.Constant(), 3),
            TrainingListener.NONE,
            TrainingControl.none())
        .training();
  }

  /** Shards of 16 rows: ten a batch, the last one smaller. */
  private static ContinuousFlow flow(int threads) {
    return ContinuousFlow.of(
            new Mlp(2, List.of(16), Activation.TANH), Standardization.identity(2), 1)
        .with(
            FlowSettings.DEFAULT
                .withTrace(new Trace.Hutchinson(1, ProbeDistribution.RADEMACHER))
                .withSolver(SOLVER)
                .withParallelism(new Parallelism(16, threads)));
  }

  private static DMatrixRMaj points(int rows, int seed) {
    Random random = new Random(seed);
    DMatrixRMaj x = new DMatrixRMaj(rows, 2);
    for (int i = 0; i < x.getNumElements(); i++) x.data[i] = random.nextGaussian();
    return x;
  }
}
