package advect.flow.transform;

import advect.ode.SolveReport;
import org.ejml.data.DMatrixRMaj;

/** One evaluation of an {@link Affine} map. */
final class AffinePass implements TransformPass {
  private final DMatrixRMaj matrix;
  private final double[] shift;
  private final double logDet;
  private final int samples;
  private final double[] input;

  AffinePass(DMatrixRMaj matrix, double[] shift, double logDet, int samples) {
    this.matrix = matrix;
    this.shift = shift;
    this.logDet = logDet;
    this.samples = samples;
    input = new double[shift.length * samples];
  }

  @Override
  public SolveReport forward(Samples moved, Turn turn) {
    double[] z = moved.z();
    System.arraycopy(z, 0, input, 0, z.length);
    for (int i = 0; i < shift.length; i++) {
      for (int s = 0; s < samples; s++) {
        double sum = shift[i];
        for (int j = 0; j < shift.length; j++) {
          sum += matrix.unsafe_get(i, j) * input[j * samples + s];
        }
        z[i * samples + s] = sum;
      }
    }
    for (int s = 0; s < samples; s++) moved.logDet()[s] += logDet;
    return DIRECT;
  }

  @Override
  public SolveReport backward(Samples bar, double[] thetaBar) {
    double[] zbar = bar.z();
    System.arraycopy(zbar, 0, input, 0, zbar.length);
    for (int j = 0; j < shift.length; j++) {
      for (int s = 0; s < samples; s++) {
        double sum = 0;
        for (int i = 0; i < shift.length; i++) {
          sum += matrix.unsafe_get(i, j) * input[i * samples + s];
        }
        zbar[j * samples + s] = sum;
      }
    }
    return DIRECT;
  }
}
