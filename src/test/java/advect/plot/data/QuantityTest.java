package advect.plot.data;

import static org.assertj.core.api.Assertions.assertThat;

import advect.plot.Shapes;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuantityTest {
  /** log p of a Gaussian is a median of log 2 below its peak. */
  @Test
  void aDensityThatCanBeSeenIsShownAsItIs() {
    Grid gaussian = Grid.of(Shapes.BOX, 80, 80, (x, y) -> -(x * x + y * y) / 2);
    assertThat(Quantity.suiting(List.of(gaussian))).isEqualTo(Quantity.DENSITY);
    assertThat(Quantity.suiting(List.of(Shapes.eightGaussians(80)))).isEqualTo(Quantity.DENSITY);
  }

  /** A spot of 1 % of the area holds a third of the mass; the rest is e⁻⁴ as high. */
  @Test
  void aDensityThatItsPeaksWouldHideIsShownByItsLogarithm() {
    Grid spot =
        Grid.of(Shapes.BOX, 80, 80, (x, y) -> Math.abs(x) < 0.4 && Math.abs(y) < 0.4 ? 0 : -4);
    assertThat(Quantity.suiting(List.of(spot))).isEqualTo(Quantity.LOG_DENSITY);
  }

  @Test
  void nothingIsShownAsItIs() {
    Grid empty = Grid.of(Shapes.BOX, 9, 9, (x, y) -> Double.NEGATIVE_INFINITY);
    assertThat(Quantity.suiting(List.of(empty))).isEqualTo(Quantity.DENSITY);
  }
}
