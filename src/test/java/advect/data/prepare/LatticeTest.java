package advect.data.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class LatticeTest {
  private static Lattice of(double... values) {
    return Lattice.of(values).orElseThrow();
  }

  @Test
  void theCoarsestLatticeIsFound() {
    assertThat(of(3, -1, 0, 4)).isEqualTo(new Lattice(1, 0, 0));
    assertThat(of(0.1, 0.3, 1.4)).isEqualTo(new Lattice(1, 0, 1));
    assertThat(of(0.25, 1.5, -2.25, 0)).isEqualTo(new Lattice(25, 0, 2));
    assertThat(of(1, 3, 7)).isEqualTo(new Lattice(2, 1, 0));
    assertThat(of(-1, -4, 5)).isEqualTo(new Lattice(3, 2, 0));
    assertThat(of(1200, 300, 0)).isEqualTo(new Lattice(300, 0, 0));
    assertThat(of(1e-15, 3e-15)).isEqualTo(new Lattice(2, 1, 15));
  }

  @Test
  void sumsAndFloatsOfDecimalsAreOnTheirLattice() {
    Lattice tenths = new Lattice(1, 0, 1);
    assertThat(of(0.1 + 0.2, 0.7, 1.1 * 3, 2)).isEqualTo(tenths);
    assertThat(of(0.1f, 0.7f, 2.4f)).isEqualTo(tenths);
    assertThat(tenths.dequantize(0.1 + 0.2, 0)).isEqualTo(0.3);
    assertThat(tenths.dequantize(0.7f, 0)).isEqualTo(0.7);
  }

  @Test
  void numbersWithoutDecimalsOfTheirOwnHaveNoLattice() {
    assertThat(Lattice.of(new double[] {0.1, Math.PI})).isEmpty();
    assertThat(Lattice.of(new double[] {1.0 / 3, 2.0 / 3})).isEmpty();
    assertThat(Lattice.of(new double[] {1, 1e12})).isEmpty();
    assertThat(Lattice.of(new double[] {0, 1e9, 1e-3})).isEmpty();
    assertThat(Lattice.of(new double[] {0, 1e300})).isEmpty();
  }

  @Test
  void whatIsNotOnTheLatticeHasNoCell() {
    Lattice odd = new Lattice(2, 1, 0);
    assertThat(odd.dequantize(5, 0.25)).isEqualTo(5.5);
    assertThat(odd.dequantize(-3, -0.25)).isEqualTo(-3.5);
    for (double x : new double[] {4, 5.1, 5.000001, 1e300, Double.NaN}) {
      assertThat(odd.dequantize(x, 0)).isNaN();
    }
  }

  @Test
  void everyValueHasTheBitsOfItsDecimal() {
    Lattice hundredths = new Lattice(5, 0, 2);
    for (int k = -100_000; k < 100_000; k += 7) {
      double parsed = Double.parseDouble(BigDecimal.valueOf(5L * k, 2).toString());
      assertThat(hundredths.dequantize(parsed, 0)).isEqualTo(parsed);
      double inCell = hundredths.dequantize(parsed, -0.499998);
      assertThat(hundredths.snap(inCell, Double.NEGATIVE_INFINITY, 1e300)).isEqualTo(parsed);
    }
  }

  /** Just inside a bound, round-off puts some points half-way, and half of those outside. */
  @Test
  void snappingKeepsInsideTheBounds() {
    for (int decimals = 0; decimals < 4; decimals++) {
      Lattice lattice = new Lattice(1, 0, decimals);
      for (int k = -1000; k < 1000; k++) {
        double first = k / Math.pow(10, decimals);
        double last = (k + 1) / Math.pow(10, decimals);
        double low = lattice.edgeBelow(first);
        double high = lattice.edgeAbove(last);
        assertThat(lattice.snap(Math.nextUp(low), low, high)).isEqualTo(first);
        assertThat(lattice.snap(Math.nextDown(high), low, high)).isEqualTo(last);
      }
    }
  }

  @Test
  void farAwayPointsBecomeTheLastValueThatCanBeEncoded() {
    Lattice thirds = new Lattice(3, 1, 1);
    for (double far : new double[] {-1e300, -1e12, 1e12, 1e300, Double.MAX_VALUE}) {
      double value = thirds.snap(far, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
      assertThat(thirds.dequantize(value, 0)).isEqualTo(value);
    }
  }

  @Test
  void edgesLieHalfAStepOutside() {
    Lattice odd = new Lattice(2, 1, 0);
    assertThat(odd.edgeBelow(0)).isEqualTo(0);
    assertThat(odd.edgeBelow(1)).isEqualTo(0);
    assertThat(odd.edgeBelow(1.5)).isEqualTo(2);
    assertThat(odd.edgeAbove(5)).isEqualTo(6);
    assertThat(odd.edgeAbove(4.5)).isEqualTo(4);
    assertThat(new Lattice(1, 0, 1).edgeBelow(0.3)).isEqualTo(0.25);
  }

  @Test
  void anOffsetOutsideItsStepIsRefused() {
    assertThatThrownBy(() -> new Lattice(2, 2, 0))
        .hasMessageContaining("found offset 2 and step 2");
    assertThatThrownBy(() -> new Lattice(1, 0, 16)).hasMessageContaining("found 16");
  }
}
