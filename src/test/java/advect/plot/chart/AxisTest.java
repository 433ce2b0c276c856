package advect.plot.chart;

import static org.assertj.core.api.Assertions.assertThat;

import advect.plot.data.Range;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {
  @ParameterizedTest
  @CsvSource({
    "-4, 4, 6, 2, 0, −2, 0",
    "0, 1, 5, 0.2, 0, 0.2, 0.0",
    "0, 0.31, 5, 0.1, 0, 0.1, 0.0",
    "0, 3000, 6, 500, 0, 500, 0",
    "0, 2.4e7, 5, 5e6, 7, 0.5, 0.0",
    "0, 3e-9, 5, 1e-9, -9, 1, 0"
  })
  void ticksAreFewAndRoundWithNoDecimalTooMany(
      double lo, double hi, double ticks, double step, int exponent, String first, String zero) {
    Axis axis = Axis.of(new Range(lo, hi), ticks);
    // the step is a product of two doubles: a few units in the last place
    assertThat(axis.step()).isCloseTo(step, org.assertj.core.data.Percentage.withPercentage(1e-9));
    assertThat(axis.exponent()).isEqualTo(exponent);
    double tick = axis.count(lo < 0 ? -step : step);
    assertThat(axis.label(tick)).isEqualTo(first);
    assertThat(axis.label(-1e-17)).isEqualTo(zero);
  }

  @Test
  void thePowerOfTenIsNamedInTheTitle() {
    assertThat(Axis.of(new Range(0, 3e-9), 5).title("density p")).isEqualTo("density p  (× 1e−9)");
    assertThat(Axis.of(new Range(0, 3), 5).title("density p")).isEqualTo("density p");
  }

  @Test
  void levelsStandAtTheirNumbers() {
    Axis axis = Axis.of(List.of("calm", "storm", "a very long name"), 10);
    assertThat(axis.range()).isEqualTo(new Range(-0.5, 2.5));
    assertThat(axis.step()).isEqualTo(1);
    assertThat(List.of(axis.label(0), axis.label(1), axis.label(2)))
        .containsExactly("calm", "storm", "a very long n…");
    assertThat(List.of(axis.label(-1), axis.label(3))).doesNotHaveDuplicates();
    Axis alike = Axis.of(List.of("a very long name", "a very long nights"), 10);
    assertThat(List.of(alike.label(0), alike.label(1)))
        .containsExactly("0 a very long n…", "1 a very long n…");
    assertThat(Axis.of(List.of("a", "b", "c", "d", "e"), 2).step()).isEqualTo(5);
  }
}
