package advect.ode.tableau;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ButcherTableauTest {
  private static final double[][] HALF = {{}, {0.5}};

  @Test
  void stageTimesAreTheRowSums() {
    assertThat(Tableaux.DOPRI5.c(2)).isEqualTo(0.3);
    assertThat(Tableaux.RK4_38.c(2)).isEqualTo(1 - 1.0 / 3);
  }

  @Test
  void roundingKeepsNoStageOffTheEndOfTheStep() {
    // The last rows of these add up to one, up to rounding only.
    assertThat(Tableaux.DOPRI5.c(6)).isEqualTo(1);
    assertThat(Tableaux.TSIT5.c(5)).isEqualTo(1);
    assertThat(Tableaux.DOPRI8.c(11)).isEqualTo(1);
    assertThat(Tableaux.DOPRI8.c(12)).isEqualTo(1);
  }

  @Test
  void firstSameAsLastFollowsFromTheCoefficients() {
    assertThat(Tableaux.all().stream().filter(ButcherTableau::firstSameAsLast))
        .containsExactlyInAnyOrder(Tableaux.BOSH3, Tableaux.DOPRI5, Tableaux.TSIT5);
  }

  @Test
  void coefficientsOutsideTheTriangleAreZero() {
    assertThat(Tableaux.RK4.a(3, 2)).isEqualTo(1);
    assertThat(Tableaux.RK4.a(2, 2)).isZero();
    assertThat(Tableaux.RK4.a(0, 3)).isZero();
  }

  @Test
  void aMethodWithoutAnEstimateHasErrorWeightsZero() {
    assertThat(Tableaux.RK4.estimatesError()).isFalse();
    assertThat(Tableaux.RK4.errorWeight(2)).isZero();
    // b - b̂ of the second stage: 1/3 - 1/4.
    assertThat(Tableaux.BOSH3.errorWeight(1)).isEqualTo(1.0 / 3 - 1.0 / 4);
  }

  @Test
  void keepsNoHandOnTheCallersArrays() {
    double[] b = {0, 1};
    ButcherTableau tableau = new ButcherTableau("mine", 2, HALF, b);
    b[1] = 7;
    assertThat(tableau.b(1)).isEqualTo(1);
  }

  @Test
  void namesAreDistinct() {
    Stream<String> names = Tableaux.all().stream().map(ButcherTableau::name);
    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void refusesWhatIsNoConsistentMethod() {
    assertThatThrownBy(() -> new ButcherTableau("mine", 2, HALF, new double[] {0, 0.9}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tableau mine: weights b sum to 0.9, but a consistent method needs 1");
    assertThatThrownBy(() -> new ButcherTableau("mine", 2, HALF, new double[] {1}))
        .hasMessageContaining("2 rows of a but 1 weights b");
    assertThatThrownBy(
            () -> new ButcherTableau("mine", 2, new double[][] {{}, {1, 1}}, new double[] {0, 1}))
        .hasMessageContaining("row 1 of a has 2 entries, needs 1");
    assertThatThrownBy(() -> new ButcherTableau("mine", 0, HALF, new double[] {0, 1}))
        .hasMessageContaining("order 0, expected at least 1");
    assertThatThrownBy(() -> new ButcherTableau("mine", 2, HALF, new double[] {0, Double.NaN}))
        .hasMessageContaining("sum to NaN");
    assertThatThrownBy(
            () -> new ButcherTableau("mine", 2, HALF, new double[] {0, 1}, 1, new double[] {2, 0}))
        .hasMessageContaining("weights of the embedded method sum to 2.0");
    assertThatThrownBy(
            () -> new ButcherTableau("mine", 2, HALF, new double[] {0, 1}, 1, new double[] {1}))
        .hasMessageContaining("2 weights b but 1 embedded weights");
    assertThatThrownBy(
            () -> new ButcherTableau("mine", 2, HALF, new double[] {0, 1}, 0, new double[] {1, 0}))
        .hasMessageContaining("embedded order 0, expected at least 1");
  }
}
