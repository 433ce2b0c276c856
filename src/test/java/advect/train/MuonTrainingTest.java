package advect.train;

import static org.assertj.core.api.Assertions.assertThat;

import advect.data.toy.ToyDistribution;
import advect.field.layered.Mlp;
import advect.flow.ContinuousFlow;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.gradient.CheckpointedAdjoint;
import advect.kernel.Activation;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.parallel.RandomStreams;
import advect.parallel.RandomStreams.Purpose;
import advect.train.objective.Batch;
import advect.train.objective.Batches;
import advect.train.optimizer.Muon;
import advect.train.optimizer.Optimizer;
import advect.train.optimizer.Schedule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flow of two moons whose field has two hidden matrices. */
class MuonTrainingTest {
  private static final RungeKutta SOLVER = new RungeKutta(Tableaux.BOSH3, Steps.adaptive(1e-3));
  private static final int ITERATIONS = 80;

  @TempDir private Path dir;

  @Test
  void stoppingAndGoingOnChangesNoBit() {
    String whole = ToyTraining.summary(train(Muon.DEFAULT, TrainingControl.none(), 0));
    Path file = dir.resolve("checkpoint");
    train(Muon.DEFAULT, TrainingControl.none().withCheckpoints(new Checkpoints(file)), 13);
    Checkpoint start = Checkpoint.read(file);
    assertThat(start.iterations()).isEqualTo(13);
    TrainingResult resumed = train(Muon.DEFAULT, TrainingControl.none().withStart(start), 0);
    assertThat(ToyTraining.summary(resumed)).isEqualTo(whole);
  }

  /**
   * Eighty iterations are far fewer than either needs, so the faster one is ahead by tenths of a
   * nat. The mean over 500 points has a standard error of 0.04, and both share the points.
   */
  @Test
  void hiddenMatricesLearnFasterThanByAdamAlone() {
    double muon = train(Muon.DEFAULT, TrainingControl.none(), 0).best().loss();
    double adam = train(Muon.DEFAULT.rest(), TrainingControl.none(), 0).best().loss();
    assertThat(muon).isLessThan(adam - 0.1);
  }

  /** As far as an iteration, or to the end if that is 0. */
  private static TrainingResult train(Optimizer optimizer, TrainingControl control, int last) {
    ToyDistribution toy = ToyDistribution.named("two-moons");
    RandomStreams streams = new RandomStreams(4);
    Mlp field = new Mlp(2, List.of(24, 24, 24), Activation.TANH);
    return Trainer.fit(
            ContinuousFlow.of(field, Standardization.identity(2), 4)
                .with(FlowSettings.DEFAULT.withSolver(SOLVER)),
            new CheckpointedAdjoint(SOLVER),
            Batches.of(i -> toy.sample(64, streams.stream(Purpose.TRAINING_DATA, i, 0))),
            Batch.of(toy.sample(500, streams.stream(Purpose.VALIDATION_DATA))),
            new TrainingOptions(ITERATIONS, optimizer, new Schedule.Linear(3, 10), 20),
            new TrainingListener() {
              @Override
              public void stepped(TrainingStep step) {
                if (step.iteration() == last) control.stop().request();
              }
            },
            control)
        .training();
  }
}
