package advect.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.field.layered.Mlp;
import advect.flow.ContinuousFlow;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.gradient.CheckpointedAdjoint;
import advect.kernel.Activation;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.parallel.Parallelism;
import advect.train.objective.Batch;
import advect.train.objective.Batches;
import advect.train.optimizer.Adam;
import advect.train.optimizer.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class TrainerTest {
  private static final RungeKutta SOLVER = new RungeKutta(Tableaux.BOSH3, Steps.adaptive(1e-3));

  /** N(1, 0.5²) from N(0, 1): the entropy is log 0.5 + (1 + log 2π)/2. */
  @Test
  void aGaussianIsLearnedToItsEntropy() {
    TrainingResult result = train(Batches.of(i -> gaussian(200, i)), TrainingOptions.of(150));
    double entropy = Math.log(0.5) + (1 + Math.log(2 * Math.PI)) / 2;
    // Mean NLL of 1000 points has standard error 0.022 (variance 1/2); the rest is training's.
    assertThat(result.best().loss()).isCloseTo(entropy, within(5 * 0.022 + 0.02));
    assertThat(result.steps()).hasSize(150);
    assertThat(result.skipped()).isZero();
    assertThat(result.seconds()).isPositive();
  }

  @Test
  void theBestValidatedParametersAreKept() {
    // From iteration 20 on it is another distribution that is learned, and validations get worse.
    Batches batches = Batches.of(i -> i < 20 ? gaussian(100, i) : shifted(gaussian(100, i)));
    List<Validation> heard = new ArrayList<>();
    TrainedFlow trained =
        Trainer.fit(
            flow(),
            new CheckpointedAdjoint(SOLVER),
            batches,
            Batch.of(gaussian(500, -1)),
            new TrainingOptions(40, Adam.DEFAULT.withRate(0.05), new Schedule.Constant(), 5),
            new TrainingListener() {
              @Override
              public void validated(Validation validation) {
                heard.add(validation);
              }
            },
            TrainingControl.none());
    TrainingResult result = trained.training();
    double best = heard.stream().mapToDouble(Validation::loss).min().orElseThrow();
    assertThat(heard).isEqualTo(result.validations()).hasSize(8);
    assertThat(result.best().loss()).isEqualTo(best).isLessThan(heard.get(7).loss());
    double again = 0;
    for (double logp : trained.flow().logDensity(gaussian(500, -1))) again -= logp / 500;
    assertThat(again).isCloseTo(best, within(1e-12));
  }

  @Test
  void iterationsWithoutAFiniteGradientChangeNothingAndAreCounted() {
    Batches sometimesBad = Batches.of(i -> i % 3 == 1 ? absurd() : gaussian(50, i));
    Batches onlyGood = Batches.of(i -> gaussian(50, i + (i + 1) / 2));
    TrainingOptions nine = new TrainingOptions(9, Adam.DEFAULT, new Schedule.Constant(), 9);
    TrainingOptions six = new TrainingOptions(6, Adam.DEFAULT, new Schedule.Constant(), 6);
    TrainingResult survived = train(sometimesBad, nine);
    assertThat(survived.skipped()).isEqualTo(3);
    // Good iterations are 0, 2, 3, 5, 6, 8: the same as six of only good batches.
    assertThat(survived.parameters()).containsExactly(train(onlyGood, six).parameters());
  }

  @Test
  void trainingThatCannotGoOnSaysWhatToTry() {
    assertThatThrownBy(() -> train(Batches.of(i -> absurd()), TrainingOptions.of(100)))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith(
            "iterations 1 to 21 had no finite gradient: lower the learning rate");
  }

  private static TrainingResult train(Batches batches, TrainingOptions options) {
    return Trainer.fit(flow(), batches, gaussian(1000, -1), options).training();
  }

  private static ContinuousFlow flow() {
    return ContinuousFlow.of(
            new Mlp(1, List.of(16), Activation.TANH), Standardization.identity(1), 1)
        .with(FlowSettings.DEFAULT.withSolver(SOLVER).withParallelism(new Parallelism(50, 1)));
  }

  /** A batch whose loss is infinite. */
  private static DMatrixRMaj absurd() {
    DMatrixRMaj x = gaussian(50, 0);
    x.set(7, 0, 1e200);
    return x;
  }

  private static DMatrixRMaj shifted(DMatrixRMaj x) {
    for (int i = 0; i < x.numRows; i++) x.data[i] += 4;
    return x;
  }

  private static DMatrixRMaj gaussian(int rows, int seed) {
    Random random = new Random(seed);
    DMatrixRMaj x = new DMatrixRMaj(rows, 1);
    for (int i = 0; i < rows; i++) x.data[i] = 1 + 0.5 * random.nextGaussian();
    return x;
  }
}
