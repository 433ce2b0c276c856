package advect.experiment.pilot;

import static org.assertj.core.api.Assertions.assertThat;

import advect.experiment.ShortTrainings.TrainingPace;
import advect.experiment.spec.DataSpec;
import advect.experiment.spec.ExperimentSpec;
import advect.train.TrainingOptions;
import advect.train.optimizer.Schedule;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeBudgetTest {
  private static final ExperimentSpec SPEC =
      ExperimentSpec.of("toy", new DataSpec.ToySpec("two-moons"))
          .with(List.of("training.iterations=1000", "training.validation.every=100"));

  private static TrainingOptions fit(double seconds, double iteration, double validation) {
    return new TimeBudget(seconds)
        .fit(SPEC, new TrainingPace(iteration, validation, 0))
        .training()
        .last()
        .options();
  }

  @Test
  void whatFitsStays() {
    // 1000 · 0.01 + 10 · 0.1 = 11 s, within 0.9 · 13
    assertThat(new TimeBudget(13).fit(SPEC, new TrainingPace(0.01, 0.1, 0))).isSameAs(SPEC);
  }

  @Test
  void iterationsFillNineTenthsBesideValidation() {
    TrainingOptions options = fit(10, 0.01, 0.1);
    assertThat(options.iterations()).isEqualTo(800); // (9 - 10 · 0.1) / 0.01
    assertThat(options.validateEvery()).isEqualTo(80);
    assertThat(options.schedule()).isEqualTo(new Schedule.Cosine(20));
  }

  @Test
  void dearValidationsBecomeFewer() {
    TrainingOptions options = fit(10, 0.01, 1);
    assertThat(options.iterations()).isEqualTo(800); // one validation: 0.2 · 9 s pay for no more
    assertThat(options.validateEvery()).isEqualTo(800);
  }

  @Test
  void oneIterationIsTheLeast() {
    TrainingOptions options = fit(0.1, 10, 10);
    assertThat(options.iterations()).isEqualTo(1);
    assertThat(options.schedule()).isEqualTo(new Schedule.Cosine(0));
    assertThat(options.schedule().factor(0, 1)).isEqualTo(1);
  }

  @Test
  void linearSchedulesAreSqueezedAsAWhole() {
    ExperimentSpec linear =
        SPEC.with(List.of("training.schedule={linear: {warm-up: 50, warm-down: 200}}"));
    assertThat(Shortened.trial(linear, 100).training().last().options().schedule())
        .isEqualTo(new Schedule.Linear(10, 20));
    ExperimentSpec cooldown =
        SPEC.with(List.of("training.schedule={cooldown: {warm-up: 50, part: 0.25}}"));
    assertThat(Shortened.trial(cooldown, 100).training().last().options().schedule())
        .isEqualTo(new Schedule.Cooldown(10, 0.25));
  }
}
