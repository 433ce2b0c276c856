package advect.train.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void cosineRisesThenFallsToZero() {
    Schedule schedule = new Schedule.Cosine(4);
    assertThat(schedule.factor(0, 100)).isCloseTo(0.2, within(1e-15));
    assertThat(schedule.factor(4, 100)).isEqualTo(1);
    assertThat(schedule.factor(52, 100)).isCloseTo(0.5, within(1e-15));
    assertThat(schedule.factor(99, 100)).isBetween(0.0, 1e-3);
    assertThat(new Schedule.Constant().factor(99, 100)).isEqualTo(1);
  }

  /** Iterations 0 to 3 rise by fifths; of 100, the last 9 fall by tenths. */
  @Test
  void linearRisesStaysAndFalls() {
    Schedule schedule = new Schedule.Linear(4, 9);
    for (int i = 0; i < 4; i++) {
      assertThat(schedule.factor(i, 100)).isCloseTo((i + 1) / 5.0, within(1e-15));
    }
    for (int i = 4; i <= 90; i++) assertThat(schedule.factor(i, 100)).isEqualTo(1);
    for (int i = 91; i < 100; i++) {
      assertThat(schedule.factor(i, 100)).isCloseTo((100 - i) / 10.0, within(1e-15));
    }
  }

  /** Where rise and fall meet, the lower one counts. */
  @Test
  void shortTrainingsRiseAndFall() {
    Schedule schedule = new Schedule.Linear(9, 9);
    double[] factors = new double[6];
    for (int i = 0; i < 6; i++) factors[i] = schedule.factor(i, 6);
    assertThat(factors).containsExactly(new double[] {0.1, 0.2, 0.3, 0.3, 0.2, 0.1}, within(1e-15));
    assertThat(new Schedule.Linear(0, 0).factor(0, 1)).isEqualTo(1);
  }

  /** Half of 20 iterations fall by elevenths, and half of 40 by twenty-firsts. */
  @Test
  void aCooldownIsAPartOfAnyTraining() {
    Schedule schedule = new Schedule.Cooldown(0, 0.5);
    for (int n : new int[] {20, 40}) {
      for (int i = 0; i < n; i++) {
        double expected = Math.min(1, (n - i) / (0.5 * n + 1));
        assertThat(schedule.factor(i, n)).isCloseTo(expected, within(1e-15));
      }
    }
    assertThat(new Schedule.Cooldown(0, 0).factor(9, 10)).isEqualTo(1);
  }

  @Test
  void negativeLengthsAreRefused() {
    assertThatThrownBy(() -> new Schedule.Linear(20, -1))
        .hasMessage("warm-up and warm-down must not be negative: 20 and -1");
    assertThatThrownBy(() -> new Schedule.Cooldown(20, 1.5))
        .hasMessage("warm-up must not be negative and part must be from 0 to 1: 20 and 1.5");
    assertThatThrownBy(() -> new Schedule.Cosine(-1))
        .hasMessage("warm-up must not be negative: -1");
  }
}
