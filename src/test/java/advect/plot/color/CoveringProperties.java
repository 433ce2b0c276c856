package advect.plot.color;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CoveringProperties {
  @Property
  void everyShadeIsWithinItsToleranceOrTheStretchOfIt(
      @ForAll @IntRange(min = 1, max = 60) int count,
      @ForAll @IntRange(min = 1, max = 40) int most,
      @ForAll long seed) {
    Random random = new Random(seed);
    Shade[] shades = new Shade[count];
    Arrays.setAll(shades, k -> new Shade(random.nextInt(9), random.nextInt(9), random.nextInt(9)));
    double[] tolerances = random.doubles(count, 0.5, 4).toArray();
    Covering covering = Covering.of(shades, tolerances, most);
    int[] chosen = covering.chosen();
    assertThat(chosen.length).isBetween(1, most);
    assertThat(chosen[0]).isZero();
    double worst = 0;
    for (int i = 0; i < count; i++) {
      double off = shades[i].distance(shades[chosen[covering.standIns()[i]]]) / tolerances[i];
      int at = i;
      double least =
          IntStream.of(chosen).mapToDouble(c -> shades[at].distance(shades[c])).min().orElseThrow();
      assertThat(off).isEqualTo(least / tolerances[i]);
      worst = Math.max(worst, off);
    }
    assertThat(covering.stretch()).isEqualTo(worst);
    if (worst > 1) assertThat(chosen).hasSize(most);
  }

  /**
   * On a line of n points k of them can be within (n - k) / 2k, rounded up; greed may double it.
   */
  @Property
  void noChoiceIsMoreThanTwiceAsGood(
      @ForAll @IntRange(min = 2, max = 200) int n, @ForAll @IntRange(min = 1, max = 20) int k) {
    Shade[] line = IntStream.range(0, n).mapToObj(i -> new Shade(i, 0, 0)).toArray(Shade[]::new);
    double[] tolerances = new double[n];
    Arrays.fill(tolerances, 0.25);
    double radius = 0.25 * Covering.of(line, tolerances, k).stretch();
    double best = Math.max(0, Math.ceil((n - k) / (2.0 * k)));
    assertThat(radius).isLessThanOrEqualTo(2 * best);
  }
}
