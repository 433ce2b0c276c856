package advect.kernel;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/** What {@link Orthogonalizer} does, in EJML and float64, with S² as it is written. */
final class NewtonSchulz {
  static final int STEPS = 5;
  private static final double A = 3.4445;
  private static final double B = -4.7750;
  private static final double C = 2.0315;

  private NewtonSchulz() {}

  /** G / |G|. */
  static DMatrixRMaj start(DMatrixRMaj g) {
    DMatrixRMaj x = g.copy();
    CommonOps_DDRM.divide(x, NormOps_DDRM.normF(g));
    return x;
  }

  /** a X + (b S + c S²) X with S = X Xᵀ, or as much of the transpose if that is wider. */
  static DMatrixRMaj step(DMatrixRMaj x) {
    boolean tall = x.numRows > x.numCols;
    int side = Math.min(x.numRows, x.numCols);
    DMatrixRMaj s = new DMatrixRMaj(side, side);
    if (tall) CommonOps_DDRM.multTransA(x, x, s);
    else CommonOps_DDRM.multTransB(x, x, s);
    DMatrixRMaj polynomial = new DMatrixRMaj(side, side);
    CommonOps_DDRM.mult(C, s, s, polynomial);
    CommonOps_DDRM.addEquals(polynomial, B, s);
    DMatrixRMaj next = x.copy();
    CommonOps_DDRM.scale(A, next);
    if (tall) CommonOps_DDRM.multAdd(x, polynomial, next);
    else CommonOps_DDRM.multAdd(polynomial, x, next);
    return next;
  }

  /** All steps. */
  static DMatrixRMaj of(DMatrixRMaj g) {
    DMatrixRMaj x = start(g);
    for (int i = 0; i < STEPS; i++) x = step(x);
    return x;
  }

  /** What all steps make of a singular value of G / |G|. */
  static double of(double sigma) {
    double s = sigma;
    for (int i = 0; i < STEPS; i++) s = A * s + B * s * s * s + C * s * s * s * s * s;
    return s;
  }
}
