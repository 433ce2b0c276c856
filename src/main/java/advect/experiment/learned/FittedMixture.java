package advect.experiment.learned;

import advect.baseline.MixtureOfGaussians;
import advect.flow.Standardization;
import advect.flow.base.GivenBase;
import advect.flow.base.NormalMixture;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** A mixture that was fitted to points, as the base of a flow of these points. */
public final class FittedMixture {
  private FittedMixture() {}

  /**
   * The mixture in units of z = (x - shift)/scale: means (μ - shift)/scale, covariances Σᵢⱼ/(scaleᵢ
   * scaleⱼ).
   */
  public static GivenBase base(MixtureOfGaussians fit, Standardization map) {
    DMatrixRMaj means = fit.means();
    for (int i = 0; i < means.data.length; i++) {
      int j = i % means.numCols;
      means.data[i] = (means.data[i] - map.shift(j)) / map.scale(j);
    }
    List<DMatrixRMaj> covariances = fit.covariances();
    for (DMatrixRMaj covariance : covariances) {
      int dim = covariance.numCols;
      for (int i = 0; i < covariance.data.length; i++) {
        covariance.data[i] /= map.scale(i / dim) * map.scale(i % dim);
      }
    }
    return NormalMixture.of(fit.weights(), means, covariances);
  }
}
