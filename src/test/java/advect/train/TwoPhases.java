package advect.train;

import advect.data.toy.ToyDistribution;
import advect.field.layered.Mlp;
import advect.file.AtomicFile;
import advect.flow.ContinuousFlow;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.flow.base.MultivariateNormal;
import advect.flow.dynamics.ProbeDistribution;
import advect.flow.dynamics.Trace;
import advect.flow.transform.Regularization;
import advect.gradient.CheckpointedAdjoint;
import advect.kernel.Activation;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.parallel.Parallelism;
import advect.parallel.RandomStreams;
import advect.parallel.RandomStreams.Purpose;
import advect.train.objective.Batch;
import advect.train.objective.Batches;
import advect.train.objective.HeldOut;
import advect.train.objective.MaximumLikelihood;
import advect.train.optimizer.Muon;
import advect.train.optimizer.Schedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * A likelihood in two phases: cheap solves with probes, costs and random ends, then exact ones.
 * Both step by Muon, clip, and average; the base is learned from given parameters.
 */
final class TwoPhases implements AutoCloseable {
  static final int FIRST = 9;
  static final int ITERATIONS = 15;

  private final MaximumLikelihood rough;
  private final MaximumLikelihood exact;
  private final ContinuousFlow flow;

  TwoPhases() {
    flow =
        ContinuousFlow.of(
            new Mlp(2, List.of(8, 8), Activation.TANH),
            MultivariateNormal.of(new double[] {0.1, 0}, CommonOps_DDRM.identity(2)),
            Standardization.identity(2),
            4);
    rough =
        objective(
            new Trace.Hutchinson(1, ProbeDistribution.RADEMACHER),
            1e-2,
            new Regularization(0.01, 0.01, 0.2));
    exact = objective(new Trace.Exact(), 1e-4, Regularization.NONE);
  }

  /** A process that trains with a checkpoint after each iteration, and leaves a summary. */
  public static void main(String[] args) {
    Path checkpoint = Path.of(args[0]);
    TrainingControl control =
        TrainingControl.none().withCheckpoints(new Checkpoints(checkpoint, 0));
    if (Files.exists(checkpoint)) control = control.withStart(Checkpoint.read(checkpoint));
    try (TwoPhases phases = new TwoPhases()) {
      AtomicFile.write(Path.of(args[1]), ToyTraining.summary(phases.train(control)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MaximumLikelihood objective(Trace trace, double tolerance, Regularization costs) {
    RungeKutta solver = new RungeKutta(Tableaux.BOSH3, Steps.adaptive(tolerance));
    ContinuousFlow evaluated =
        flow.with(
            FlowSettings.DEFAULT
                .withTrace(trace)
                .withSolver(solver)
                .withParallelism(new Parallelism(16, 1))
                .withSeed(4));
    ContinuousFlow judge = evaluated.with(evaluated.settings().withTrace(new Trace.Exact()));
    ToyDistribution toy = ToyDistribution.named("two-moons");
    RandomStreams streams = new RandomStreams(4);
    return new MaximumLikelihood(
        evaluated,
        new CheckpointedAdjoint(solver),
        costs,
        Batches.of(i -> toy.sample(40, streams.stream(Purpose.TRAINING_DATA, i, 0))),
        HeldOut.of(judge, weighted(toy.sample(40, streams.stream(Purpose.VALIDATION_DATA)))));
  }

  private static Batch weighted(DMatrixRMaj x) {
    DMatrixRMaj weight = new DMatrixRMaj(x.numRows, 1);
    for (int i = 0; i < x.numRows; i++) weight.data[i] = 1 + i % 3;
    return Batch.of(x).withWeight(weight);
  }

  TrainingResult train(TrainingControl control) {
    return train(control, TrainingListener.NONE);
  }

  TrainingResult train(TrainingControl control, TrainingListener listener) {
    List<Phase> phases =
        List.of(
            new Phase(rough, options(FIRST, new Schedule.Linear(2, 3))),
            new Phase(exact, options(ITERATIONS - FIRST, new Schedule.Cosine(1))));
    return Trainer.fit(phases, flow.parameters(), listener, control);
  }

  private static TrainingOptions options(int iterations, Schedule schedule) {
    return new TrainingOptions(iterations, Muon.DEFAULT, schedule, 2)
        .withClip(0.5)
        .withAverage(0.7);
  }

  @Override
  public void close() {
    rough.close();
    exact.close();
  }
}
