package advect.plot.color;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ColorMapTest {
  private static final int STEPS = 64;

  @ParameterizedTest
  @EnumSource(ColorMap.class)
  void lightnessIsLinearInTheNumber(ColorMap map) {
    double first = Oklab.lightness(map.rgb(0));
    double last = Oklab.lightness(map.rgb(1));
    // Eight bits a channel: half a level at the dark end is 0.0005 of linear light, whose cube root
    // near black is 0.5 / 12.92 / 255 -> about 0.05; the tolerance shrinks with the light.
    for (int k = 0; k <= STEPS; k++) {
      double s = (double) k / STEPS;
      double lightness = Oklab.lightness(map.rgb(s));
      double tolerance = lightness < 0.2 ? 0.05 : 0.01;
      assertThat(lightness).isCloseTo(first + s * (last - first), within(tolerance));
    }
  }

  @ParameterizedTest
  @EnumSource(ColorMap.class)
  void lightnessNeverTurnsBack(ColorMap map) {
    double sign = Math.signum(Oklab.lightness(map.rgb(1)) - Oklab.lightness(map.rgb(0)));
    for (int k = 0; k < STEPS; k++) {
      double here = Oklab.lightness(map.rgb((double) k / STEPS));
      double next = Oklab.lightness(map.rgb((k + 1.0) / STEPS));
      assertThat(sign * (next - here)).as("from step %d", k).isPositive();
    }
  }

  private static org.assertj.core.data.Offset<Double> within(double tolerance) {
    return org.assertj.core.data.Offset.offset(tolerance);
  }
}
