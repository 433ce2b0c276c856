package advect.experiment.check;

import advect.baseline.MixtureOfGaussians;
import advect.flow.base.BaseDensity;
import advect.flow.base.GivenBase;
import advect.flow.base.NormalMixture;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/** A mixture of normals fitted to draws. */
final class MixtureProposal implements Proposal {
  private final int dim;
  private final BaseDensity density;

  /**
   * Fits by expectation maximization.
   *
   * @param draws {@code [n][dim]}, read only
   * @param validation {@code [m][dim]}, choose how many normals; read only
   */
  MixtureProposal(DMatrixRMaj draws, DMatrixRMaj validation, long seed) {
    MixtureOfGaussians fit = MixtureOfGaussians.fit(draws, validation, seed);
    GivenBase base = NormalMixture.of(fit.weights(), fit.means(), fit.covariances()).fixed();
    density = base.with(new double[0]);
    dim = draws.numCols;
  }

  @Override
  public double[] logDensity(DMatrixRMaj x) {
    double[] logq = new double[x.numRows];
    double[] panel = new double[x.getNumElements()];
    for (int i = 0; i < x.numRows; i++) {
      for (int j = 0; j < dim; j++) panel[j * x.numRows + i] = x.get(i, j);
    }
    density.addLogDensity(panel, logq);
    return logq;
  }

  @Override
  public DMatrixRMaj sample(int n, RandomGenerator rng) {
    DMatrixRMaj x = new DMatrixRMaj(n, dim);
    double[] row = new double[dim];
    for (int i = 0; i < n; i++) {
      density.sample(rng, row);
      System.arraycopy(row, 0, x.data, i * dim, dim);
    }
    return x;
  }
}
