package advect.data.toy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class SmearedBoxTest {
  private static final double HALF = 1 / 12.0;
  private static final double SD = 0.1;
  private final SmearedBox box = new SmearedBox(HALF, SD);

  @Test
  void theTableIsWithinItsStatedAccuracyOfTheFormula() {
    double worst = 0;
    for (double v = -4.5; v < 4.5; v += 0.000_37) {
      worst = Math.max(worst, Math.abs(box.logDensity(v) - box.computed(Math.abs(v))));
    }
    assertThat(worst).isLessThan(1e-9);
  }

  @Test
  void theFormulaIsADifferenceOfNormalTails() {
    NormalDistribution normal = new NormalDistribution();
    for (double v = 0; v < 3; v += 0.01) {
      double difference =
          normal.cumulativeProbability((HALF - v) / SD)
              - normal.cumulativeProbability((-HALF - v) / SD);
      // commons-math3 evaluates the tail to about 1e-13 of itself.
      double expected = Math.log(difference / (2 * HALF));
      assertThat(box.computed(v)).isCloseTo(expected, within(1e-11));
    }
  }

  @Test
  void theContinuedFractionMeetsTheErrorFunction() {
    double below = SmearedBox.logUpperTail(5 - 1e-9);
    double above = SmearedBox.logUpperTail(5);
    // Between the two the tail falls by 1e-9 times its hazard, 5.19 at 5.
    assertThat(below - above).isCloseTo(5.19e-9, within(1e-11));
  }

  @Test
  void integratesToOne() {
    double step = 0.01; // a tenth of the noise width: the midpoint rule is exact to round-off
    double mass = 0;
    for (double v = -2; v < 2; v += step) mass += step * Math.exp(box.logDensity(v + step / 2));
    assertThat(mass).isCloseTo(1, within(1e-9)); // the accuracy of the table
  }
}
