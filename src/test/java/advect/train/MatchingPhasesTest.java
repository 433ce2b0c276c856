package advect.train;

import static org.assertj.core.api.Assertions.assertThat;

import advect.data.toy.ToyDistribution;
import advect.field.layered.Mlp;
import advect.flow.ContinuousFlow;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.flow.dynamics.Trace;
import advect.flow.transform.Regularization;
import advect.gradient.CheckpointedAdjoint;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.parallel.Parallelism;
import advect.parallel.RandomStreams;
import advect.parallel.RandomStreams.Purpose;
import advect.train.matching.Coupling;
import advect.train.matching.FlowMatching;
import advect.train.matching.SemidiscreteCoupling;
import advect.train.matching.SemidiscreteOptions;
import advect.train.matching.SemidiscretePlan;
import advect.train.objective.Batch;
import advect.train.objective.Batches;
import advect.train.objective.HeldOut;
import advect.train.objective.MaximumLikelihood;
import advect.train.optimizer.Adam;
import advect.train.optimizer.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flow matching as a phase of a training, and what is learned by it. */
class MatchingPhasesTest {
  private static final int EACH = 12;
  private static final RungeKutta SOLVER = new RungeKutta(Tableaux.BOSH3, Steps.adaptive(1e-3));
  private static final ToyDistribution TOY = ToyDistribution.named("two-moons");
  private static final RandomStreams STREAMS = new RandomStreams(4);

  @TempDir private Path dir;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void stoppingInEitherPhaseAndGoingOnChangesNoBit(boolean planned) throws IOException {
    TrainingResult whole = train(planned, TrainingControl.none(), 0);
    assertThat(whole.steps()).hasSize(2 * EACH);
    assertThat(whole.validations()).hasSize(2 * EACH / 3);
    for (int done : new int[] {1, 5, EACH - 1, EACH, EACH + 1, 2 * EACH - 2}) {
      Path file = dir.resolve("checkpoint");
      Files.deleteIfExists(file);
      TrainingControl saving = TrainingControl.none().withCheckpoints(new Checkpoints(file));
      assertThat(train(planned, saving, done).steps()).hasSize(done);
      TrainingResult resumed =
          train(planned, TrainingControl.none().withStart(Checkpoint.read(file)), 0);
      assertThat(ToyTraining.summary(resumed))
          .as("stopped after %d", done)
          .isEqualTo(ToyTraining.summary(whole));
    }
  }

  /** Both phases mean the likelihood of the same rows when they validate. */
  @Test
  void validationsOfBothPhasesAreOfOneKind() {
    ContinuousFlow flow = flow();
    double[] theta = flow.parameters();
    try (FlowMatching matching = new FlowMatching(flow, coupling(false), 0.01, heldOut());
        MaximumLikelihood likelihood = likelihood()) {
      assertThat(matching.validate(theta)).isEqualTo(likelihood.validate(theta));
      assertThat(matching.validate(theta)).isNotEmpty();
      assertThat(matching.parameters()).isEqualTo(likelihood.parameters());
      assertThat(matching.fingerprint()).isNotEqualTo(likelihood.fingerprint());
    }
  }

  /**
   * Two samples of 2,000, coordinate by coordinate: the p-value is below 1e-3 in one of a thousand
   * cases for each of two coordinates, if the flow were perfect; the seed is fixed.
   */
  @Test
  void drawsOfAMatchedFlowAreLikeTheData() {
    ContinuousFlow flow = ContinuousFlow.of(Mlp.tanh(2, 64, 64), units(), 2);
    Batches batches = Batches.of(i -> TOY.sample(256, STREAMS.stream(Purpose.TRAINING_DATA, i, 0)));
    TrainingOptions options = TrainingOptions.of(3000).withAverage(0.99);
    try (FlowMatching matching = new FlowMatching(flow, batches)) {
      TrainingResult trained =
          Trainer.fit(
              List.of(new Phase(matching, options)),
              flow.parameters(),
              TrainingListener.NONE,
              TrainingControl.none());
      ContinuousFlow learned = flow.withParameters(trained.parameters());
      DMatrixRMaj drawn = learned.sample(2000, 3);
      DMatrixRMaj fresh = TOY.sample(2000, STREAMS.stream(Purpose.TEST_DATA));
      for (int j = 0; j < 2; j++) {
        double p =
            new KolmogorovSmirnovTest().kolmogorovSmirnovTest(column(drawn, j), column(fresh, j));
        assertThat(p).as("column %d", j + 1).isGreaterThan(1e-3);
      }
    }
  }

  private static double[] column(DMatrixRMaj x, int j) {
    double[] column = new double[x.numRows];
    for (int i = 0; i < column.length; i++) column[i] = x.get(i, j);
    return column;
  }

  /** Stops after so many iterations, unless that is 0. */
  private static TrainingResult train(boolean planned, TrainingControl control, int last) {
    TrainingOptions options =
        new TrainingOptions(EACH, Adam.DEFAULT.withRate(0.02), new Schedule.Cosine(2), 3)
            .withAverage(0.9);
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void stepped(TrainingStep step) {
            if (step.iteration() == last) assertThat(control.stop().request()).isTrue();
          }
        };
    try (FlowMatching matching = new FlowMatching(flow(), coupling(planned), 0.01, heldOut());
        MaximumLikelihood likelihood = likelihood()) {
      return Trainer.fit(
          List.of(new Phase(matching, options), new Phase(likelihood, options)),
          flow().parameters(),
          listener,
          control);
    }
  }

  private static Coupling coupling(boolean planned) {
    if (!planned) return Coupling.independent(MatchingPhasesTest::batch);
    SemidiscreteOptions few = SemidiscreteOptions.DEFAULT.withSteps(30);
    return new SemidiscreteCoupling(SemidiscretePlan.fit(flow(), batch(0), few), 50);
  }

  private static MaximumLikelihood likelihood() {
    return new MaximumLikelihood(
        flow(),
        new CheckpointedAdjoint(SOLVER),
        Regularization.NONE,
        MatchingPhasesTest::batch,
        heldOut());
  }

  private static Batch batch(int iteration) {
    return Batch.of(TOY.sample(50, STREAMS.stream(Purpose.TRAINING_DATA, iteration, 0)));
  }

  private static HeldOut heldOut() {
    return HeldOut.of(flow(), Batch.of(TOY.sample(60, STREAMS.stream(Purpose.VALIDATION_DATA))));
  }

  private static Standardization units() {
    return Standardization.of(TOY.sample(1000, STREAMS.stream(Purpose.SPLIT)));
  }

  private static ContinuousFlow flow() {
    FlowSettings settings =
        FlowSettings.DEFAULT
            .withTrace(new Trace.Exact())
            .withSolver(SOLVER)
            .withParallelism(new Parallelism(16, 2))
            .withSeed(4);
    return ContinuousFlow.of(Mlp.tanh(2, 12), units(), 4).with(settings);
  }
}
