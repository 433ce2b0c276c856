package advect.flow.transform;

import advect.field.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.LUDecomposition_F64;
import org.jspecify.annotations.Nullable;

/**
 * z' = shift + A z with a fixed matrix, such as a standardisation or a whitening and its undoing:
 * log |det ∂z'/∂z| = log |det A|.
 *
 * <p>Cost: dim² a sample. Accuracy: round-off times the condition number of A for the inverse.
 *
 * <p>Threads: immutable; safe to share.
 */
public final class Affine implements Transform {
  private static final double SINGULAR = 1e-14;

  private final double[] shift;
  private final DMatrixRMaj matrix;
  private final DMatrixRMaj inverse;
  private final double logDet;

  /** What this is the inverse of, if it was made so: it has the numbers that were given. */
  private final @Nullable Affine undone;

  private Affine(
      double[] shift,
      DMatrixRMaj matrix,
      DMatrixRMaj inverse,
      double logDet,
      @Nullable Affine undone) {
    this.shift = shift;
    this.matrix = matrix;
    this.inverse = inverse;
    this.logDet = logDet;
    this.undone = undone;
  }

  /**
   * A map with given numbers, copied.
   *
   * @param matrix A, {@code [dim][dim]}
   * @throws IllegalArgumentException if the shapes do not fit, or A has no inverse
   */
  public static Affine of(double[] shift, DMatrixRMaj matrix) {
    int dim = shift.length;
    if (dim < 1 || matrix.numRows != dim || matrix.numCols != dim) {
      throw new IllegalArgumentException(
          "expected a matrix [%d][%d] beside %d shifts, got [%d][%d]"
              .formatted(dim, dim, dim, matrix.numRows, matrix.numCols));
    }
    DMatrixRMaj inverse = new DMatrixRMaj(dim, dim);
    boolean solved = CommonOps_DDRM.invert(matrix, inverse);
    double condition =
        solved ? NormOps_DDRM.normF(matrix) * NormOps_DDRM.normF(inverse) : Double.NaN;
    if (!(condition < 1 / SINGULAR)) {
      throw new IllegalArgumentException(
          "the matrix of an affine map has no inverse; leave out columns that others tell");
    }
    return new Affine(shift.clone(), matrix.copy(), inverse, logDeterminant(matrix), null);
  }

  /** log |det A|, which does not overflow where det A would. */
  private static double logDeterminant(DMatrixRMaj matrix) {
    LUDecomposition_F64<DMatrixRMaj> lu =
        DecompositionFactory_DDRM.lu(matrix.numRows, matrix.numCols);
    lu.decompose(matrix.copy());
    DMatrixRMaj upper = lu.getUpper(null);
    double sum = 0;
    for (int i = 0; i < upper.numRows; i++) sum += Math.log(Math.abs(upper.get(i, i)));
    return sum;
  }

  /** A map of each coordinate by itself: z' = shift + scale z. */
  public static Affine diagonal(double[] shift, double[] scale) {
    return of(shift, CommonOps_DDRM.diag(scale));
  }

  @Override
  public int dim() {
    return shift.length;
  }

  /** Added after the matrix, a copy. */
  public double[] shift() {
    return shift.clone();
  }

  /** A, a copy. */
  public DMatrixRMaj matrix() {
    return matrix.copy();
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public double[] initialParameters(RandomGenerator rng) {
    return new double[0];
  }

  /** Whether this was made by {@link #inverse}, whose own is then the map of the given numbers. */
  public boolean backwards() {
    return undone != null;
  }

  /** z = A⁻¹ z' - A⁻¹ shift. */
  @Override
  public Affine inverse() {
    if (undone != null) return undone;
    double[] back = new double[dim()];
    for (int i = 0; i < back.length; i++) {
      for (int j = 0; j < back.length; j++) back[i] -= inverse.get(i, j) * shift[j];
    }
    return new Affine(back, inverse, matrix, -logDet, this);
  }

  @Override
  public BoundTransform bind() {
    return new BoundTransform() {
      @Override
      public void parameters(double[] theta) {
        requireParameters(theta);
      }

      @Override
      public TransformPass pass(int samples) {
        return new AffinePass(matrix, shift, logDet, samples);
      }
    };
  }

  /** All numbers, by which a checkpoint knows a training. */
  @Override
  public String toString() {
    return "Affine[shift=%s, matrix=%s]"
        .formatted(Arrays.toString(shift), Arrays.toString(matrix.data));
  }
}
