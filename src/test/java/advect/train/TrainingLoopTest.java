package advect.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.train.optimizer.Muon;
import advect.train.optimizer.Schedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Averages, clipping, schedules and phases on losses whose every step is known by hand. */
class TrainingLoopTest {
  private static final Schedule CONSTANT = new Schedule.Constant();

  private static TrainingOptions options(Slopes loss, int iterations) {
    return new TrainingOptions(iterations, loss.descent(), CONSTANT, 1);
  }

  private static TrainingResult train(double[] start, Phase... phases) {
    return Trainer.fit(List.of(phases), start, TrainingListener.NONE, TrainingControl.none());
  }

  /** θ after n steps of -1 is -n; decays are 2/11, 3/12 and 4/13, until the bound of 0.3 holds. */
  @Test
  void theAverageIsThatOfItsFormula() {
    double one = 9 / 11.0 * -1;
    double two = 0.25 * one + 0.75 * -2;
    double three = 0.3 * two + 0.7 * -3;
    double four = 0.3 * three + 0.7 * -4;
    double[] means = {one, two, three, four};
    for (int n = 1; n <= 4; n++) {
      Slopes loss = new Slopes(theta -> theta[0], 1);
      TrainingResult result =
          train(new double[1], new Phase(loss, options(loss, n).withAverage(0.3)));
      assertThat(result.parameters()[0]).isCloseTo(means[n - 1], within(1e-15));
      assertThat(result.best().loss()).isEqualTo(result.parameters()[0]);
    }
  }

  /** θ moves in iterations 0, 2 and 4 alone: means are those of one, two and three steps. */
  @Test
  void anIterationThatWasSkippedIsNoStepOfTheAverage() {
    double one = 9 / 11.0 * -1;
    double two = 0.25 * one + 0.75 * -2;
    double three = 4 / 13.0 * two + 9 / 13.0 * -3;
    double[] means = {one, one, two, two, three};
    for (int n = 1; n <= 5; n++) {
      Slopes loss = new Slopes(theta -> theta[0], 1).skipping(1, 3);
      TrainingResult result =
          train(new double[1], new Phase(loss, options(loss, n).withAverage(0.9)));
      assertThat(result.parameters()[0]).isCloseTo(means[n - 1], within(1e-15));
    }
  }

  @Test
  void anAverageWithoutMemoryIsTheParametersToTheLastBit() {
    Average average = new Average(0, new double[] {1, 2}, 0);
    double[] theta = {0.1, 1 / 3.0};
    for (int n = 1; n < 50; n++) {
      for (int i = 0; i < 2; i++) theta[i] = Math.sin(theta[i] + n);
      average.add(theta);
      assertThat(average.value()).containsExactly(theta);
    }
    String with = ToyTraining.summary(toy(ToyTraining.options().withAverage(0)));
    assertThat(with).isEqualTo(ToyTraining.summary(toy(ToyTraining.options())));
  }

  /** A gradient of norm 5: shortened to 1, and left alone by a bound of 5, of more, of none. */
  @Test
  void longGradientsAreShortenedAndOthersLeftAlone() {
    for (double clip : new double[] {1, 0.01}) {
      double[] stepped = clipped(clip);
      assertThat(Math.hypot(stepped[0], stepped[1])).isCloseTo(clip, within(1e-15));
      assertThat(stepped[1] / stepped[0]).isCloseTo(4 / 3.0, within(1e-15));
    }
    for (double clip : new double[] {5, 6, Double.POSITIVE_INFINITY}) {
      assertThat(clipped(clip)).containsExactly(3, 4);
    }
  }

  private static double[] clipped(double clip) {
    Slopes loss = new Slopes(theta -> 0, 3, 4);
    train(new double[2], new Phase(loss, options(loss, 1).withClip(clip)));
    return loss.gradients.get(0);
  }

  @Test
  void aBoundThatNoGradientReachesChangesNoBit() {
    String with = ToyTraining.summary(toy(ToyTraining.options().withClip(1e6)));
    assertThat(with).isEqualTo(ToyTraining.summary(toy(ToyTraining.options())));
  }

  /** Each phase has a schedule of its own: up by thirds, down by halves. */
  @Test
  void everyPhaseHasItsOwnSchedule() {
    Slopes loss = new Slopes(theta -> 0, 1);
    Slopes other = new Slopes(theta -> 0, 1);
    Schedule schedule = new Schedule.Linear(2, 1);
    train(
        new double[1],
        new Phase(loss, new TrainingOptions(5, loss.descent(), schedule, 5)),
        new Phase(other, new TrainingOptions(4, other.descent(), schedule, 5)));
    assertThat(numbers(loss.factors))
        .containsExactly(new double[] {1 / 3.0, 2 / 3.0, 1, 1, 0.5}, within(1e-15));
    assertThat(numbers(other.factors))
        .containsExactly(new double[] {1 / 3.0, 2 / 3.0, 1, 0.5}, within(1e-15));
  }

  private static double[] numbers(List<Double> list) {
    return list.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * θ falls by 1, is best at -3, and has waited twice at -5. The second phase rises from there by 2
   * to -3 and -1: no better, so that it too waits twice.
   */
  @Test
  void patienceEndsOnlyItsPhase() {
    Slopes down = new Slopes(theta -> Math.abs(theta[0] + 3), 1);
    Slopes up = new Slopes(theta -> Math.abs(theta[0] + 3), -2);
    StoppingRule patient = StoppingRule.NONE.withPatience(2);
    TrainingResult result =
        train(
            new double[1],
            new Phase(down, options(down, 100).withStopping(patient)),
            new Phase(up, options(up, 100).withStopping(patient)));
    assertThat(down.iterations).containsExactly(0, 1, 2, 3, 4);
    assertThat(up.iterations).containsExactly(5, 6);
    assertThat(up.thetas.get(0)).containsExactly(-5);
    assertThat(result.ending()).isEqualTo(Ending.NO_IMPROVEMENT);
    assertThat(result.best().iteration()).isEqualTo(3);
    assertThat(result.parameters()).containsExactly(-3);
  }

  /** The second phase begins with (9/11)(-1)/4 - 3/2, moves by 0.5, and has the better end. */
  @Test
  void phasesGoOnFromTheAverageInOneHistory() {
    double mean = 0.25 * (9 / 11.0 * -1) + 0.75 * -2;
    Slopes first = new Slopes(theta -> theta[0], 1);
    Slopes second = new Slopes(theta -> theta[0], 0.5);
    TrainingResult result =
        train(
            new double[1],
            new Phase(first, options(first, 2).withAverage(0.9)),
            new Phase(second, options(second, 3)));
    assertThat(second.thetas.get(0)[0]).isCloseTo(mean, within(1e-15));
    assertThat(steps(result)).containsExactly(1, 2, 3, 4, 5);
    assertThat(result.validations().stream().map(Validation::iteration))
        .containsExactly(1, 2, 3, 4, 5);
    assertThat(result.best().iteration()).isEqualTo(5);
    assertThat(result.parameters()[0]).isCloseTo(mean - 1.5, within(1e-15));
    assertThat(result.ending()).isEqualTo(Ending.FINISHED);
  }

  private static int[] steps(TrainingResult result) {
    return result.steps().stream().mapToInt(TrainingStep::iteration).toArray();
  }

  /** What one training remembered is not where another one of the same objectives begins. */
  @Test
  void objectivesMayTrainAgainWithTheSameBits() {
    try (TwoPhases phases = new TwoPhases()) {
      String once = ToyTraining.summary(phases.train(TrainingControl.none()));
      assertThat(ToyTraining.summary(phases.train(TrainingControl.none()))).isEqualTo(once);
    }
  }

  @Test
  void phasesHaveAHistoryAsLongAsBoth() {
    try (TwoPhases phases = new TwoPhases()) {
      TrainingResult result = phases.train(TrainingControl.none());
      assertThat(steps(result))
          .containsExactly(IntStream.rangeClosed(1, TwoPhases.ITERATIONS).toArray());
      double best = result.validations().stream().mapToDouble(Validation::loss).min().orElseThrow();
      assertThat(result.best().loss()).isEqualTo(best);
      assertThat(Arrays.stream(result.parameters())).allMatch(Double::isFinite);
    }
  }

  @Test
  void aTrainingWithoutPhasesIsRefused() {
    assertThatThrownBy(() -> train(new double[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected at least one phase, got none");
  }

  /** Also that of a phase which would begin long after. */
  @Test
  void aStartOfAnotherLengthIsRefusedBeforeTheFirstIteration() {
    Slopes first = new Slopes(theta -> 0, 1, 2);
    Slopes second = new Slopes(theta -> 0, 1, 2, 3);
    assertThatThrownBy(
            () ->
                train(
                    new double[2],
                    new Phase(first, options(first, 5)),
                    new Phase(second, options(second, 5))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "phase 2 has 3 parameters, but training begins with 2: give a start as long as the"
                + " objective's parameters");
    assertThat(first.iterations).isEmpty();
  }

  /** All of θ is counted, and nothing is said where there is nothing to say. */
  @Test
  void theListenerHearsOfThePlanOnceAPhase() {
    Slopes loss = new Slopes(theta -> 0, 1, 2);
    TrainingOptions adam = TrainingOptions.of(3);
    TrainingOptions muon = adam.withOptimizer(Muon.DEFAULT);
    List<String> heard = new ArrayList<>();
    Trainer.fit(
        List.of(new Phase(loss, muon), new Phase(loss, adam), new Phase(loss, muon)),
        new double[2],
        new TrainingListener() {
          @Override
          public void planned(String plan) {
            heard.add(plan);
          }

          @Override
          public void began(int phase) {
            heard.add("phase " + phase);
          }
        },
        TrainingControl.none());
    String plan =
        "muon finds no hidden matrix (no layer lies between two others), so its adam, rate 0.005,"
            + " steps everything";
    assertThat(heard).containsExactly("phase 0", plan, "phase 1", "phase 2", plan);
  }

  private static TrainingResult toy(TrainingOptions options) {
    return ToyTraining.train(TrainingControl.none(), TrainingListener.NONE, options);
  }
}
