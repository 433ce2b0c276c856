package advect.experiment.learned;

import advect.baseline.Baseline;
import advect.baseline.FullGaussian;
import advect.baseline.KernelDensity;
import advect.baseline.MixtureOfGaussians;
import advect.baseline.WeightedRows;
import advect.flow.Density;
import advect.flow.Flow;
import advect.flow.FlowDensity;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.flow.base.GivenBase;
import advect.flow.base.KernelMixture;
import advect.flow.base.MultivariateNormal;
import advect.flow.transform.Chain;
import advect.numeric.ScaleShares;
import advect.numeric.ShiftAndScale;
import advect.parallel.Parallelism;
import advect.train.TrainedFlow;
import java.util.List;
import java.util.Optional;

/**
 * A density that was fitted to points, as a model like any other: a flow whose map is the identity,
 * from a base that is the fit.
 *
 * @param baseline the fit
 * @param seconds that it took
 */
public record FittedMethod(Baseline baseline, double seconds) implements Learned {
  /** Without solves there is nothing to settle but threads. */
  @Override
  public Density density(FlowSettings settings) {
    return density(baseline, settings.parallelism());
  }

  /** The same with kernels of these widths; what has one scale only stays as it is. */
  FittedMethod withScales(ScaleShares scales) {
    return baseline instanceof KernelDensity kernels
        ? new FittedMethod(kernels.withBandwidths(scales), seconds)
        : this;
  }

  /** The density of a fit. */
  static FlowDensity density(Baseline fit, Parallelism parallelism) {
    Standardization units = units(fit.units());
    GivenBase base = base(fit, units).fixed();
    Chain identity = Chain.identity(units.dim());
    return new FlowDensity(new Flow(base, identity, units), new double[0], parallelism);
  }

  private static Standardization units(ShiftAndScale map) {
    double[] shift = new double[map.dim()];
    double[] scale = new double[map.dim()];
    for (int j = 0; j < shift.length; j++) {
      shift[j] = map.shift(j);
      scale[j] = map.scale(j);
    }
    return Standardization.of(shift, scale);
  }

  private static GivenBase base(Baseline fit, Standardization units) {
    if (fit instanceof MixtureOfGaussians mixture) return FittedMixture.base(mixture, units);
    if (fit instanceof KernelDensity kernel) {
      WeightedRows centres = kernel.centres();
      return KernelMixture.of(centres.weights(), centres.rows(), kernel.bandwidths());
    }
    FullGaussian gaussian = (FullGaussian) fit;
    return MultivariateNormal.of(gaussian.mean(), gaussian.covariance());
  }

  @Override
  public List<TrainedFlow> trained() {
    return List.of();
  }

  @Override
  public Optional<Baseline> fit() {
    return Optional.of(baseline);
  }
}
