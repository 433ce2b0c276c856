package advect.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Products against EJML's, with views inside NaN, in sizes that meet every remainder of every
 * block.
 *
 * <p>Tolerance: a sum of m products in any order is off by at most (m + 1) u Σ|w||x| to first
 * order, with u the round-off (Higham, Accuracy and Stability, section 3.1), one more u for the
 * weight and one for the number added to. EJML adds as much in float64, hence the factor two.
 */
class KernelsProductTest {
  private static final int[] SIZES = {1, 2, 3, 5, 6, 7, 15, 16, 17, 31, 33, 48, 64, 97};
  private static final int[][] LARGE = {{7, 130, 261}, {261, 129, 9}, {130, 3, 300}, {5, 261, 140}};

  @ParameterizedTest
  @MethodSource("advect.kernel.Guarded#providers")
  void productsAgreeWithEjml(Kernels<?> kernels) {
    Random rng = new Random(1);
    for (int out : SIZES) {
      for (int in : SIZES) {
        for (int n : SIZES) {
          check(kernels, out, in, n, rng);
        }
      }
    }
    for (int[] size : LARGE) {
      check(kernels, size[0], size[1], size[2], rng);
    }
  }

  private static <A> void check(Kernels<A> kernels, int out, int in, int n, Random rng) {
    Guarded<A> w = Guarded.random(kernels, out, in, rng);
    Guarded<A> x = Guarded.random(kernels, in, n, rng);
    Guarded<A> y = Guarded.random(kernels, out, n, rng);
    DMatrixRMaj w64 = matrix(w);
    DMatrixRMaj x64 = matrix(x);
    DMatrixRMaj y64 = matrix(y);

    Guarded<A> result = Guarded.random(kernels, out, n, rng);
    DMatrixRMaj zero = new DMatrixRMaj(out, n);
    kernels.product(w.panel(), x.panel(), result.panel());
    compare(result, zero, 1, w64, x64);

    DMatrixRMaj before = matrix(result);
    kernels.addProduct(w.panel(), x.panel(), result.panel());
    compare(result, before, 1, w64, x64);

    Guarded<A> xbar = Guarded.random(kernels, in, n, rng);
    kernels.transposedProduct(w.panel(), y.panel(), xbar.panel());
    compare(xbar, new DMatrixRMaj(in, n), 1, transposed(w64), y64);

    Guarded<A> wbar = Guarded.random(kernels, out, in, rng);
    DMatrixRMaj wbarBefore = matrix(wbar);
    kernels.addOuterProduct(-0.75, y.panel(), x.panel(), wbar.panel());
    compare(wbar, wbarBefore, -0.75, y64, transposed(x64));
  }

  /** Checks that {@code actual} = start + weight a b, entry by entry. */
  private static void compare(
      Guarded<?> actual, DMatrixRMaj start, double weight, DMatrixRMaj a, DMatrixRMaj b) {
    DMatrixRMaj expected = start.copy();
    CommonOps_DDRM.multAdd(weight, a, b, expected);
    DMatrixRMaj size = new DMatrixRMaj(start.numRows, start.numCols);
    CommonOps_DDRM.abs(start, size);
    DMatrixRMaj absA = new DMatrixRMaj(a.numRows, a.numCols);
    DMatrixRMaj absB = new DMatrixRMaj(b.numRows, b.numCols);
    CommonOps_DDRM.abs(a, absA);
    CommonOps_DDRM.abs(b, absB);
    CommonOps_DDRM.multAdd(Math.abs(weight), absA, absB, size);
    double[] numbers = actual.numbers();
    double units = 2 * (a.numCols + 3) * Guarded.roundOff(actual.kernels());
    for (int i = 0; i < numbers.length; i++) {
      if (!(Math.abs(numbers[i] - expected.data[i]) <= units * size.data[i])) {
        assertThat(numbers[i])
            .as("entry %d of [%d][%d], inner %d", i, start.numRows, start.numCols, a.numCols)
            .isEqualTo(expected.data[i]);
      }
    }
  }

  private static DMatrixRMaj matrix(Guarded<?> guarded) {
    int rows = guarded.panel().rows();
    return DMatrixRMaj.wrap(rows, guarded.panel().columns(), guarded.numbers());
  }

  private static DMatrixRMaj transposed(DMatrixRMaj a) {
    return CommonOps_DDRM.transpose(a, null);
  }
}
