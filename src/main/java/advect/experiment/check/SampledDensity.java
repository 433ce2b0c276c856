package advect.experiment.check;

import advect.flow.Density;
import org.ejml.data.DMatrixRMaj;

/** What claims to be a density, and a way to draw from it that does not use this claim. */
public interface SampledDensity {
  /** Dimension of the points. */
  int dim();

  /** log p of every row of {@code x [rows][dim]}, in nats; -∞ where p is 0. */
  double[] logDensity(DMatrixRMaj x);

  /** {@code n} independent draws, {@code [n][dim]}, a function of n and seed. */
  DMatrixRMaj sample(int n, long seed);

  /** That of flows, not conditional. */
  static SampledDensity of(Density density) {
    return new SampledDensity() {
      @Override
      public int dim() {
        return density.dim();
      }

      @Override
      public double[] logDensity(DMatrixRMaj x) {
        return density.logDensity(x);
      }

      @Override
      public DMatrixRMaj sample(int n, long seed) {
        return density.sample(n, seed);
      }
    };
  }
}
