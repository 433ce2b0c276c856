package advect.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.kernel.GuardedWeights.Placement;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What polynomials of a symmetric matrix need besides products. */
class KernelsSymmetricTest {
  private static final int[] SIDES = {1, 2, 3, 5, 8, 16, 17, 33, 63, 64, 65, 130};

  /** W = W̄ gives the bits of a matrix that was loaded with the numbers of W̄. */
  @ParameterizedTest
  @MethodSource("advect.kernel.Providers#all")
  void aSymmetricGradientBecomesTheMatrix(Kernels<?> kernels) {
    Random rng = new Random(1);
    for (int side : SIDES) gradient(kernels, side, rng);
  }

  private static <A> void gradient(Kernels<A> kernels, int side, Random rng) {
    GuardedWeights<A> w = GuardedWeights.random(kernels, side, side, Placement.ROWS, rng);
    Shape shape = new Shape(9, 1, side);
    Guarded<A> x = Guarded.randomCotangent(kernels, shape, rng);
    DMatrixRMaj zero = new DMatrixRMaj(side, side);
    kernels.accumulate(1, x.panel(), x.panel(), w.matrix());
    DMatrixRMaj gram = w.drained(zero);
    Matrix<A> loaded = kernels.matrix(side, side);
    kernels.load(gram.data, new Slot(0, side, 1), loaded);

    kernels.accumulate(1, x.panel(), x.panel(), w.matrix());
    kernels.loadGradient(w.matrix());
    Guarded<A> expected = Guarded.random(kernels, shape, rng);
    Guarded<A> got = Guarded.randomCotangent(kernels, shape, rng);
    kernels.product(loaded, x.panel(), expected.panel());
    kernels.product(w.matrix(), x.panel(), got.panel());
    Guarded.requireSame(got.numbers(), expected.numbers());
    kernels.transposedProduct(loaded, x.panel(), expected.panel());
    kernels.transposedProduct(w.matrix(), x.panel(), got.panel());
    Guarded.requireSame(got.numbers(), expected.numbers());
    assertThat(Arrays.stream(got.padding()).allMatch(p -> p == 0)).isTrue();
    assertThat(Arrays.stream(w.drained(zero).data).allMatch(g -> g == 0)).isTrue();
  }

  /** Padding in the panels never gets into the matrix. */
  @ParameterizedTest
  @MethodSource("advect.kernel.Providers#all")
  void whatLiesBesideTheGradientStaysThere(Kernels<?> kernels) {
    garbage(kernels);
  }

  private static <A> void garbage(Kernels<A> kernels) {
    Random rng = new Random(2);
    GuardedWeights<A> w = GuardedWeights.random(kernels, 5, 5, Placement.ROWS, rng);
    Guarded<A> x = Guarded.random(kernels, new Shape(8, 1, 5), rng); // only its features are padded
    kernels.accumulate(1, x.panel(), x.panel(), w.matrix());
    kernels.loadGradient(w.matrix());
    Guarded<A> y = Guarded.randomCotangent(kernels, new Shape(8, 1, 5), rng);
    kernels.product(w.matrix(), x.panel(), y.panel());
    assertThat(Arrays.stream(y.padding()).allMatch(p -> p == 0)).isTrue();
  }

  /** Three operations and two roundings of coefficients: at most 3 u (|a x| + |b y|), and more. */
  @ParameterizedTest
  @MethodSource("advect.kernel.Providers#all")
  void combinationsAgreeWithFloat64(Kernels<?> kernels) {
    Random rng = new Random(3);
    for (int features : SIDES) {
      combine(kernels, new Shape(7, 2, features), rng);
    }
  }

  private static <A> void combine(Kernels<A> kernels, Shape shape, Random rng) {
    Guarded<A> x = Guarded.random(kernels, shape, rng);
    Guarded<A> y = Guarded.random(kernels, shape, rng);
    double[] x64 = x.numbers();
    double[] y64 = y.numbers();
    kernels.combine(-0.7, x.panel(), 1.3, y.panel());
    double[] got = y.numbers();
    double units = 4 * Guarded.roundOff(kernels);
    for (int i = 0; i < got.length; i++) {
      double size = 0.7 * Math.abs(x64[i]) + 1.3 * Math.abs(y64[i]);
      assertThat(got[i]).isCloseTo(-0.7 * x64[i] + 1.3 * y64[i], within(units * size));
    }
    Guarded.requireSame(x.numbers(), x64);
    kernels.combine(3, x.panel(), 0, x.panel()); // by itself; 3 x needs one rounding
    double[] thrice = Arrays.stream(x64).map(v -> Guarded.rounded(kernels, 3 * v)).toArray();
    Guarded.requireSame(x.numbers(), thrice);
  }
}
