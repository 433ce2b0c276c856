package advect.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class ShiftAndScaleTest {
  private static final ShiftAndScale MAP =
      ShiftAndScale.of(new double[] {1, -2}, new double[] {4, 0.5});

  /** All numbers are dyadic, so nothing is rounded. */
  @Test
  void subtractsAndDividesColumnByColumn() {
    DMatrixRMaj rows = new DMatrixRMaj(new double[][] {{9, -1}, {1, 3}});
    DMatrixRMaj z = MAP.forward(rows);
    assertThat(z.data).containsExactly(2, 2, 0, 10);
    for (int k = 0; k < 4; k++) {
      assertThat(MAP.forward(k % 2, rows.data[k])).isEqualTo(z.data[k]);
      assertThat(MAP.inverse(k % 2, z.data[k])).isEqualTo(rows.data[k]);
    }
  }

  /** dz/dx is diagonal with 1/4 and 2: its determinant is 1/2. Two roundings of numbers below 2. */
  @Test
  void theDeterminantIsThatOfTheJacobian() {
    assertThat(MAP.logDeterminant()).isCloseTo(Math.log(0.5), within(4 * Math.ulp(1.0)));
    assertThat(ShiftAndScale.identity(3).logDeterminant()).isZero();
  }

  @Test
  void refusesWhatHasNoInverse() {
    assertThatThrownBy(() -> ShiftAndScale.of(new double[2], new double[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected as many scales as shifts, got 1 and 2");
    for (double scale : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> ShiftAndScale.of(new double[1], new double[] {scale}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("column 1: expected a finite shift and a positive scale");
    }
  }
}
