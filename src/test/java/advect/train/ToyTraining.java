package advect.train;

import advect.data.toy.ToyDistribution;
import advect.field.layered.Mlp;
import advect.file.AtomicFile;
import advect.flow.ContinuousFlow;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.flow.dynamics.ProbeDistribution;
import advect.flow.dynamics.Trace;
import advect.gradient.CheckpointedAdjoint;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.parallel.Parallelism;
import advect.parallel.RandomStreams;
import advect.parallel.RandomStreams.Purpose;
import advect.train.objective.Batch;
import advect.train.objective.Batches;
import advect.train.optimizer.Adam;
import advect.train.optimizer.Schedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * A training in which all that must survive matters: several shards with their first steps, random
 * probes, a schedule, batches whose losses are not finite, validations that get worse.
 */
final class ToyTraining {
  static final int ITERATIONS = 40;
  private static final RungeKutta SOLVER = new RungeKutta(Tableaux.BOSH3, Steps.adaptive(1e-3));

  private ToyTraining() {}

  /** A process that trains with a checkpoint after each iteration, and leaves a summary. */
  public static void main(String[] args) {
    Path checkpoint = Path.of(args[0]);
    TrainingControl control =
        TrainingControl.none().withCheckpoints(new Checkpoints(checkpoint, 0));
    if (Files.exists(checkpoint)) control = control.withStart(Checkpoint.read(checkpoint));
    String summary = summary(train(control, TrainingListener.NONE));
    try {
      AtomicFile.write(Path.of(args[1]), summary);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static TrainingResult train(TrainingControl control, TrainingListener listener) {
    return train(control, listener, options());
  }

  static TrainingResult train(
      TrainingControl control, TrainingListener listener, TrainingOptions options) {
    ToyDistribution toy = ToyDistribution.named("two-moons");
    RandomStreams streams = new RandomStreams(4);
    FlowSettings settings =
        FlowSettings.DEFAULT
            .withTrace(new Trace.Hutchinson(1, ProbeDistribution.RADEMACHER))
            .withSolver(SOLVER)
            .withParallelism(new Parallelism(16, 1))
            .withSeed(4);
    return Trainer.fit(
            ContinuousFlow.of(Mlp.tanh(2, 12), Standardization.identity(2), 4).with(settings),
            new CheckpointedAdjoint(SOLVER),
            Batches.of(i -> batch(toy.sample(50, streams.stream(Purpose.TRAINING_DATA, i, 0)), i)),
            Batch.of(toy.sample(60, streams.stream(Purpose.VALIDATION_DATA))),
            options,
            listener,
            control)
        .training();
  }

  static TrainingOptions options() {
    return new TrainingOptions(ITERATIONS, Adam.DEFAULT.withRate(0.05), new Schedule.Cosine(5), 3);
  }

  private static DMatrixRMaj batch(DMatrixRMaj x, int iteration) {
    if (iteration % 7 == 3) x.set(0, 0, 1e200);
    return x;
  }

  /** Everything about a result but its times, to the last bit. */
  static String summary(TrainingResult result) {
    StringBuilder text = new StringBuilder();
    text.append(Arrays.toString(result.parameters())).append('\n');
    for (TrainingStep step : result.steps()) {
      text.append(step.iteration()).append(' ').append(step.loss()).append('\n');
    }
    for (Validation v : result.validations()) {
      text.append("%d %s\n".formatted(v.iteration(), v.loss()));
    }
    return text.append(
            "%d %s %s\n".formatted(result.skipped(), result.best().loss(), result.ending()))
        .toString();
  }
}
