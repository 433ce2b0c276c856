package advect.plot.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShadeTest {
  private static final int PAIRS = 20_000;

  @Test
  void greysRunFromBlackToWhite() {
    assertThat(Shade.of(0)).isEqualTo(new Shade(0, 0, 0));
    Shade white = Shade.of(0xffffff);
    // 303.67 log(1.39) = 100.0; the matrix of sRGB is given to seven places, times 500
    assertThat(white.lightness()).isCloseTo(100, within(0.01));
    assertThat(white.a()).isCloseTo(0, within(1e-3));
    assertThat(white.b()).isCloseTo(0, within(1e-3));
  }

  /** Half of all pairs within a tenth, nearly all within a third, none beyond twice. */
  @Test
  void smallDistancesAreThoseOfTheStandard() {
    Random random = new Random(7);
    double[] ratios = new double[PAIRS];
    for (int k = 0; k < PAIRS; k++) {
      int one = random.nextInt(1 << 24);
      int other = near(one, random);
      ratios[k] = Ciede2000.between(one, other) / Shade.of(one).distance(Shade.of(other));
    }
    Arrays.sort(ratios);
    assertThat(ratios[PAIRS / 2]).isCloseTo(0.84, within(0.02));
    assertThat(ratios[PAIRS / 4]).isGreaterThan(0.84 * 0.9);
    assertThat(ratios[3 * PAIRS / 4]).isLessThan(0.84 * 1.1);
    assertThat(ratios[PAIRS / 100]).isGreaterThan(0.84 / 1.5);
    assertThat(ratios[PAIRS - PAIRS / 100]).isLessThan(0.84 * 1.35);
    assertThat(ratios[PAIRS - 1]).isLessThan(1.25);
  }

  /** Another colour, up to four levels off in each channel. */
  private static int near(int rgb, Random random) {
    int near = rgb;
    while (near == rgb) {
      near = 0;
      for (int shift = 0; shift < 24; shift += 8) {
        int channel = (rgb >> shift & 0xff) + random.nextInt(9) - 4;
        near |= Math.min(255, Math.max(0, channel)) << shift;
      }
    }
    return near;
  }
}
