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
 * <p>Cost: dim² a sample. Accuracy: round-off times the condition number of A for the inverse,
 * after its rows and columns are brought to one scale.
 *
 * <p>Threads: immutable; safe to share.
 */
public final class Affine implements Transform {
  /** Beyond it rounding alone decides whether there is an inverse. */
  private static final double WORST_CONDITION = 1e14;

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
   * @throws IllegalArgumentException if the shapes do not fit, a number is not finite, or A has no
   *     inverse
   */
  public static Affine of(double[] shift, DMatrixRMaj matrix) {
    int dim = shift.length;
    if (dim < 1 || matrix.numRows != dim || matrix.numCols != dim) {
      throw new IllegalArgumentException(
          "expected a matrix [%d][%d] beside %d shifts, got [%d][%d]"
              .formatted(dim, dim, dim, matrix.numRows, matrix.numCols));
    }
    for (int i = 0; i < dim; i++) requireFinite("shift %d".formatted(i + 1), shift[i]);
    for (int k = 0; k < dim * dim; k++) {
      requireFinite("row %d, column %d".formatted(k / dim + 1, k % dim + 1), matrix.data[k]);
    }
    return new Affine(shift.clone(), matrix.copy(), inverted(matrix), logDeterminant(matrix), null);
  }

  private static void requireFinite(String what, double value) {
    if (Double.isFinite(value)) return;
    throw new IllegalArgumentException(
        "%s of an affine map is %s: expected a finite number".formatted(what, value));
  }

  /**
   * A⁻¹ = C S⁻¹ R for S = R A C, whose rows and columns have largest entries about 1: units of the
   * coordinates do not matter. R and C are powers of 2, and so exact.
   */
  private static DMatrixRMaj inverted(DMatrixRMaj matrix) {
    int dim = matrix.numRows;
    DMatrixRMaj scaled = matrix.copy();
    int[] row = new int[dim];
    int[] column = new int[dim];
    for (int i = 0; i < dim; i++) {
      double most = 0;
      for (int j = 0; j < dim; j++) most = Math.max(most, Math.abs(scaled.get(i, j)));
      row[i] = -Math.getExponent(most);
      for (int j = 0; j < dim; j++) scaled.set(i, j, Math.scalb(scaled.get(i, j), row[i]));
    }
    for (int j = 0; j < dim; j++) {
      double most = 0;
      for (int i = 0; i < dim; i++) most = Math.max(most, Math.abs(scaled.get(i, j)));
      column[j] = -Math.getExponent(most);
      for (int i = 0; i < dim; i++) scaled.set(i, j, Math.scalb(scaled.get(i, j), column[j]));
    }
    DMatrixRMaj inverse = new DMatrixRMaj(dim, dim);
    double condition = Double.POSITIVE_INFINITY;
    if (CommonOps_DDRM.invert(scaled, inverse)) {
      double product = NormOps_DDRM.normF(scaled) * NormOps_DDRM.normF(inverse);
      if (!Double.isNaN(product)) condition = product; // as it is for a determinant of 0
    }
    for (int j = 0; j < dim; j++) {
      for (int i = 0; i < dim; i++) {
        inverse.set(j, i, Math.scalb(inverse.get(j, i), column[j] + row[i]));
      }
    }
    if (!(condition < WORST_CONDITION && Double.isFinite(CommonOps_DDRM.elementMaxAbs(inverse)))) {
      throw new IllegalArgumentException(
          "the matrix of an affine map has no inverse: its condition number is %.3g, expected less"
                  .formatted(condition)
              + " than %.0e; leave out columns that others tell".formatted(WORST_CONDITION));
    }
    return inverse;
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

  /** A map of each coordinate by itself: z' = shift + scale z, with scales other than 0. */
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

  @Override
  public int solves() {
    return 0;
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
