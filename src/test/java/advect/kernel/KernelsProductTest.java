package advect.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import advect.kernel.GuardedWeights.Placement;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Products against EJML's, on panels inside NaN with large numbers in their padding, in sizes that
 * meet every remainder of every block.
 *
 * <p>Tolerance: a sum of m products in any order is off by at most (m + 1) u Σ|w||x| to first
 * order, with u the round-off (Higham, Accuracy and Stability, section 3.1), one more u for the
 * weight and one for the number added to. EJML adds as much in float64, hence the factor two.
 */
class KernelsProductTest {
  private static final int[] SAMPLES = {1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 33, 64, 65, 130};
  private static final int[] FEATURES = {
    1, 2, 3, 5, 7, 8, 15, 16, 17, 31, 33, 48, 63, 64, 65, 100, 130, 261
  };

  /** Few and many of either; fewer, as many and more outputs than inputs. */
  private static final int[][] MATRICES = {{5, 7}, {17, 17}, {65, 33}, {3, 70}};

  private static final int MOST_BLOCKS = 3;
  private static final List<Placement> PLACEMENTS = List.of(Placement.values());

  /** Every matrix, each with one panel of changing height. */
  @ParameterizedTest
  @MethodSource("advect.kernel.Providers#all")
  void productsOfEveryWidthAgreeWithEjml(Kernels<?> kernels) {
    Random rng = new Random(1);
    int turn = 0;
    for (int out : FEATURES) {
      for (int in : FEATURES) {
        int blocks = 1 + turn % MOST_BLOCKS;
        check(kernels, out, in, SAMPLES[turn % SAMPLES.length], blocks, rng);
        turn += 5; // has no factor in common with the heights or the blocks
      }
    }
  }

  /** Every height of a panel, each with few matrices. */
  @ParameterizedTest
  @MethodSource("advect.kernel.Providers#all")
  void productsOfEveryHeightAgreeWithEjml(Kernels<?> kernels) {
    Random rng = new Random(2);
    for (int samples : SAMPLES) {
      for (int blocks = 0; blocks <= MOST_BLOCKS; blocks++) {
        for (int[] matrix : MATRICES) {
          check(kernels, matrix[0], matrix[1], samples, blocks, rng);
        }
      }
    }
  }

  private static <A> void check(
      Kernels<A> kernels, int out, int in, int samples, int blocks, Random rng) {
    Placement placement = PLACEMENTS.get(rng.nextInt(PLACEMENTS.size()));
    GuardedWeights<A> w = GuardedWeights.random(kernels, out, in, placement, rng);
    forward(w, new Shape(samples, blocks, in), new Shape(samples, blocks, out), rng);
    reverse(w, new Shape(samples, blocks, in), new Shape(samples, blocks, out), rng);
    gradient(w, new Shape(samples, blocks, in), new Shape(samples, blocks, out), rng);
  }

  private static <A> void forward(GuardedWeights<A> w, Shape inputs, Shape outputs, Random rng) {
    Kernels<A> kernels = w.kernels();
    Guarded<A> x = Guarded.random(kernels, inputs, rng);
    Guarded<A> y = Guarded.random(kernels, outputs, rng);
    DMatrixRMaj x64 = matrix(x);
    Expected product = new Expected(outputs.features(), x64.numCols);
    product.add(1, w.rounded(), x64);
    kernels.product(w.matrix(), x.panel(), y.panel());
    product.compare(matrix(y), kernels);

    Expected sum = new Expected(matrix(y));
    sum.add(1, w.rounded(), x64);
    kernels.addProduct(w.matrix(), x.panel(), y.panel());
    sum.compare(matrix(y), kernels);
    Guarded.requireSame(x.numbers(), x64.data);
    assertThat(Arrays.stream(y.padding()).allMatch(Double::isFinite)).isTrue();
  }

  private static <A> void reverse(GuardedWeights<A> w, Shape inputs, Shape outputs, Random rng) {
    Kernels<A> kernels = w.kernels();
    Guarded<A> ybar = Guarded.randomCotangent(kernels, outputs, rng);
    Guarded<A> xbar = Guarded.randomCotangent(kernels, inputs, rng);
    DMatrixRMaj ybar64 = matrix(ybar);
    Expected product = new Expected(inputs.features(), ybar64.numCols);
    product.add(1, transposed(w.rounded()), ybar64);
    kernels.transposedProduct(w.matrix(), ybar.panel(), xbar.panel());
    product.compare(matrix(xbar), kernels);
    Guarded.requireSame(ybar.numbers(), ybar64.data);
    assertThat(Arrays.stream(xbar.padding()).allMatch(p -> p == 0)).isTrue();
  }

  /** Two sums go into one gradient, which a vector that is not zero then takes. */
  private static <A> void gradient(GuardedWeights<A> w, Shape inputs, Shape outputs, Random rng) {
    Kernels<A> kernels = w.kernels();
    DMatrixRMaj start = random(outputs.features(), inputs.features(), rng);
    Expected sum = new Expected(start);
    for (double weight : new double[] {-0.75, 0.3}) {
      Guarded<A> ybar = Guarded.randomCotangent(kernels, outputs, rng);
      Guarded<A> x = Guarded.random(kernels, inputs, rng);
      kernels.accumulate(weight, ybar.panel(), x.panel(), w.matrix());
      sum.add(Guarded.rounded(kernels, weight), matrix(ybar), transposed(matrix(x)));
    }
    DMatrixRMaj total = w.drained(start);
    sum.compare(total, kernels);
    Guarded.requireSame(w.drained(total).data, total.data); // nothing is left
  }

  /** A number for each entry, and how far off it may be. */
  private static final class Expected {
    private final DMatrixRMaj value;
    private final DMatrixRMaj size;
    private int terms;

    Expected(int rows, int columns) {
      this(new DMatrixRMaj(rows, columns));
    }

    Expected(DMatrixRMaj start) {
      value = start.copy();
      size = absolute(start);
    }

    void add(double weight, DMatrixRMaj a, DMatrixRMaj b) {
      CommonOps_DDRM.multAdd(weight, a, b, value);
      CommonOps_DDRM.multAdd(Math.abs(weight), absolute(a), absolute(b), size);
      terms += a.numCols;
    }

    void compare(DMatrixRMaj actual, Kernels<?> kernels) {
      double units = 2 * (terms + 3) * Guarded.roundOff(kernels);
      assertThat(actual.data).hasSize(value.data.length);
      for (int i = 0; i < value.data.length; i++) {
        if (!(Math.abs(actual.data[i] - value.data[i]) <= units * size.data[i])) {
          assertThat(actual.data[i])
              .as("entry %d of [%d][%d], %d terms", i, value.numRows, value.numCols, terms)
              .isEqualTo(value.data[i]);
        }
      }
    }

    private static DMatrixRMaj absolute(DMatrixRMaj a) {
      DMatrixRMaj result = new DMatrixRMaj(a.numRows, a.numCols);
      CommonOps_DDRM.abs(a, result);
      return result;
    }
  }

  /** {@code [feature][blocks · samples]}. */
  private static DMatrixRMaj matrix(Guarded<?> guarded) {
    Shape shape = guarded.shape();
    return DMatrixRMaj.wrap(shape.features(), shape.blocks() * shape.samples(), guarded.numbers());
  }

  private static DMatrixRMaj random(int rows, int columns, Random rng) {
    return DMatrixRMaj.wrap(rows, columns, Guarded.uniform(rows * columns, rng));
  }

  private static DMatrixRMaj transposed(DMatrixRMaj a) {
    return CommonOps_DDRM.transpose(a, null);
  }
}
