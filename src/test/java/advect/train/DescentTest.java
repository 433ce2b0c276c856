package advect.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DescentTest {
  private static final Adam ADAM = Adam.DEFAULT.withRate(0.1);

  @Test
  void aParabolaEndsAtItsLowestPoint() {
    double[] theta = {3, -2};
    List<Integer> heard = new ArrayList<>();
    double[] losses =
        Descent.minimize(
            (at, i, bar) -> {
              bar[0] = 2 * (at[0] - 1);
              bar[1] = 2 * at[1];
              return (at[0] - 1) * (at[0] - 1) + at[1] * at[1];
            },
            theta,
            500,
            ADAM,
            new Schedule.Cosine(10),
            (iteration, loss) -> heard.add(iteration));
    assertThat(losses).hasSize(500);
    assertThat(losses[0]).isEqualTo(8);
    assertThat(heard).startsWith(1, 2).endsWith(500).hasSize(500);
    // the last steps of a cosine are far below a thousandth of the rate
    assertThat(theta[0]).isCloseTo(1, within(1e-3));
    assertThat(theta[1]).isCloseTo(0, within(1e-3));
  }

  @Test
  void aGradientThatIsNotFiniteIsPassedOverUntilThereAreTooMany() {
    double[] theta = {1};
    Descent.minimize(
        (at, i, bar) -> {
          bar[0] = i == 0 ? Double.NaN : 0;
          return 0;
        },
        theta,
        2,
        ADAM,
        new Schedule.Constant(),
        (iteration, loss) -> {});
    assertThat(theta).containsExactly(1);
    assertThatThrownBy(
            () ->
                Descent.minimize(
                    (at, i, bar) -> i < 5 ? 0 : Double.POSITIVE_INFINITY,
                    theta,
                    100,
                    ADAM,
                    new Schedule.Constant(),
                    (iteration, loss) -> {}))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("iterations 6 to 26 had no finite gradient");
  }
}
