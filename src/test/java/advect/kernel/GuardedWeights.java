package advect.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/**
 * A matrix with the vector of parameters it came from, which is NaN wherever the matrix does not
 * lie.
 */
final class GuardedWeights<A> {
  private static final int FRAME = 3;

  private final Kernels<A> kernels;
  private final Matrix<A> matrix;
  private final Slot slot;
  private final double[] theta;

  private GuardedWeights(Kernels<A> kernels, Matrix<A> matrix, Slot slot, double[] theta) {
    this.kernels = kernels;
    this.matrix = matrix;
    this.slot = slot;
    this.theta = theta;
  }

  Kernels<A> kernels() {
    return kernels;
  }

  Matrix<A> matrix() {
    return matrix;
  }

  Slot slot() {
    return slot;
  }

  /** The vector itself. */
  double[] theta() {
    return theta;
  }

  /** Ways to lie in θ. */
  enum Placement {
    ROWS {
      @Override
      Slot slot(int out, int in) {
        return new Slot(FRAME, in, 1);
      }
    },
    COLUMNS {
      @Override
      Slot slot(int out, int in) {
        return new Slot(FRAME, 1, out);
      }
    },
    /** With a gap after every row. */
    APART {
      @Override
      Slot slot(int out, int in) {
        return new Slot(FRAME, in + 2, 1);
      }
    };

    abstract Slot slot(int out, int in);
  }

  /** Weights uniform in [-1, 1]. */
  static <A> GuardedWeights<A> random(
      Kernels<A> kernels, int out, int in, Placement placement, RandomGenerator rng) {
    Slot slot = placement.slot(out, in);
    double[] theta = vector(out, in, slot, Double.NaN, Guarded.uniform(out * in, rng));
    Matrix<A> matrix = kernels.matrix(out, in);
    kernels.load(theta, slot, matrix);
    return new GuardedWeights<>(kernels, matrix, slot, theta);
  }

  private static double[] vector(int out, int in, Slot slot, double around, double[] entries) {
    double[] theta = new double[slot.at(out - 1, in - 1) + 1 + FRAME];
    Arrays.fill(theta, around);
    for (int i = 0; i < entries.length; i++) theta[slot.at(i / in, i % in)] = entries[i];
    return theta;
  }

  /** W, as rounded to the precision. */
  DMatrixRMaj rounded() {
    DMatrixRMaj w = entries(theta);
    for (int i = 0; i < w.data.length; i++) w.data[i] = Guarded.rounded(kernels, w.data[i]);
    return w;
  }

  /** start + W̄ by draining W̄ into a vector that holds {@code start}. */
  DMatrixRMaj drained(DMatrixRMaj start) {
    double[] total = vector(matrix.out(), matrix.in(), slot, Guarded.GARBAGE, start.data);
    kernels.drain(matrix, total, slot);
    for (int i = 0; i < total.length; i++) {
      if (Double.isNaN(theta[i]) && total[i] != Guarded.GARBAGE) {
        assertThat(total[i]).as("number %d, beside the matrix", i).isEqualTo(Guarded.GARBAGE);
      }
    }
    return entries(total);
  }

  private DMatrixRMaj entries(double[] vector) {
    DMatrixRMaj w = new DMatrixRMaj(matrix.out(), matrix.in());
    for (int o = 0; o < w.numRows; o++) {
      for (int i = 0; i < w.numCols; i++) w.set(o, i, vector[slot.at(o, i)]);
    }
    return w;
  }
}
