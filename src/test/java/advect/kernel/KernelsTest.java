package advect.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class KernelsTest {
  @ParameterizedTest
  @EnumSource
  void aPrecisionHasOneSetOfKernels(Precision precision) {
    Kernels<?> kernels = Kernels.of(precision);
    assertThat(kernels.precision()).isEqualTo(precision);
    assertThat(Kernels.of(precision)).isSameAs(kernels);
  }

  @Test
  void theTwinOfTheFloat64SourceHoldsFloats() {
    assertThat(Kernels.of(Precision.FLOAT32).panel(1, 1).data).isInstanceOf(float[].class);
    assertThat(Kernels.of(Precision.FLOAT64).panel(1, 1).data).isInstanceOf(double[].class);
  }

  @ParameterizedTest
  @MethodSource("advect.kernel.Guarded#providers")
  void storeAndAddToReadBackWhatWasLoaded(Kernels<?> kernels) {
    readBack(kernels);
  }

  private static <A> void readBack(Kernels<A> kernels) {
    double third = kernels.precision() == Precision.FLOAT32 ? 1f / 3 : 1.0 / 3;
    Guarded<A> panel = Guarded.of(kernels, 2, 3, 1, 2, 3, 4, 5, 1.0 / 3);
    double[] sum = {1, 1, 1, 1, 1, 0};
    kernels.addTo(panel.panel(), sum);
    assertThat(panel.numbers()).containsExactly(1, 2, 3, 4, 5, third);
    assertThat(sum).containsExactly(2, 3, 4, 5, 6, third);
    kernels.fill(panel.panel().columns(1, 2), 7);
    assertThat(panel.numbers()).containsExactly(1, 7, 7, 4, 7, 7);
  }

  @ParameterizedTest
  @MethodSource("advect.kernel.Guarded#providers")
  void aRowReadsAsAMatrix(Kernels<?> kernels) {
    Guarded<?> row = Guarded.of(kernels, 1, 7, 0, 1, 2, 3, 4, 5, 6);
    double[] matrix = new double[6];
    storeMatrix(row, matrix);
    assertThat(matrix).containsExactly(1, 2, 3, 4, 5, 6);
  }

  private static <A> void storeMatrix(Guarded<A> row, double[] to) {
    row.kernels().store(row.panel().matrix(1, 2, 3), to);
  }

  /** What training relies on: the same operands give the same bits, whatever ran before. */
  @ParameterizedTest
  @MethodSource("advect.kernel.Guarded#providers")
  void resultsAreRepeatable(Kernels<?> kernels) {
    assertThat(product(kernels, 9)).containsExactly(product(kernels, 9));
  }

  /** Scratch is kept from call to call; a solve that diverged must not spoil the next one. */
  @ParameterizedTest
  @MethodSource("advect.kernel.Guarded#providers")
  void notANumberLeavesNothingBehind(Kernels<?> kernels) {
    for (int columns : new int[] {1, 40}) {
      diverge(kernels, columns);
      assertThat(Arrays.stream(product(kernels, 9)).filter(Double::isNaN).count()).isZero();
    }
  }

  private static <A> void diverge(Kernels<A> kernels, int columns) {
    Guarded<A> w = Guarded.of(kernels, 8, 48, new double[8 * 48]);
    Guarded<A> x = Guarded.of(kernels, 48, columns, new double[48 * columns]);
    Guarded<A> y = Guarded.of(kernels, 8, columns, new double[8 * columns]);
    kernels.fill(w.panel(), Double.NaN);
    kernels.fill(x.panel(), Double.NaN);
    kernels.product(w.panel(), x.panel(), y.panel());
    kernels.addOuterProduct(1, y.panel(), x.panel(), w.panel());
    assertThat(Arrays.stream(y.numbers()).allMatch(Double::isNaN)).isTrue();
  }

  private static <A> double[] product(Kernels<A> kernels, long seed) {
    Random rng = new Random(seed);
    Guarded<A> w = Guarded.random(kernels, 70, 45, rng);
    Guarded<A> x = Guarded.random(kernels, 45, 101, rng);
    Guarded<A> y = Guarded.random(kernels, 70, 101, rng);
    kernels.product(w.panel(), x.panel(), y.panel());
    return y.numbers();
  }
}
