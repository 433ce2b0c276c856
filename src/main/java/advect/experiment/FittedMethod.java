package advect.experiment;

import advect.baseline.Baseline;
import advect.baseline.FullGaussian;
import advect.baseline.KernelDensity;
import advect.baseline.MixtureOfGaussians;
import advect.baseline.WeightedRows;
import advect.experiment.check.FittedMixture;
import advect.experiment.spec.Method;
import advect.flow.Density;
import advect.flow.Flow;
import advect.flow.FlowDensity;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.flow.base.GivenBase;
import advect.flow.base.KernelMixture;
import advect.flow.base.MultivariateNormal;
import advect.flow.transform.Chain;
import advect.input.InputException;
import advect.input.Spelling;
import advect.numeric.ShiftAndScale;
import advect.parallel.Parallelism;
import advect.train.TrainedFlow;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * A density that was fitted to points, as a model like any other: a flow whose map is the identity,
 * from a base that is the fit.
 *
 * @param baseline the fit
 * @param seconds that it took
 */
record FittedMethod(Baseline baseline, double seconds) implements Learned {
  /**
   * Fits to what a flow would learn: of a table the very points that baselines are fitted to.
   *
   * @param method not a flow
   * @throws InputException if the points allow no such density
   */
  static FittedMethod of(Method method, Source source, long seed) {
    DMatrixRMaj train =
        source
            .table()
            .map(table -> table.encodedTraining().points())
            .orElseGet(() -> source.trainingPoints(MixtureOfGaussians.MOST_ROWS));
    long start = System.nanoTime();
    try {
      Baseline fit = fit(method, train, source.held().validation(), seed);
      return new FittedMethod(fit, (System.nanoTime() - start) * 1e-9);
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "method: no %s can be fitted: %s".formatted(Spelling.of(method), e.getMessage()), e);
    }
  }

  /**
   * A fit to training points, where validation points choose what is open.
   *
   * @throws IllegalArgumentException if the method is a flow, or the points allow no such density
   */
  static Baseline fit(Method method, DMatrixRMaj train, DMatrixRMaj validation, long seed) {
    return switch (method) {
      case GAUSSIAN -> FullGaussian.fit(train);
      case MIXTURE -> MixtureOfGaussians.fit(train, validation, seed);
      case KERNEL -> KernelDensity.fit(train, validation, seed);
      case FLOW -> throw new IllegalArgumentException("a flow is trained");
    };
  }

  /** Without solves there is nothing to settle but threads. */
  @Override
  public Density density(FlowSettings settings) {
    return density(baseline, settings.parallelism());
  }

  /** The density of a fit. */
  static FlowDensity density(Baseline fit, Parallelism parallelism) {
    Standardization units = units(fit.units());
    GivenBase base = base(fit, units).fixed();
    Chain identity = new Chain(units.dim(), List.of(), false, false);
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
      return KernelMixture.of(centres.weights(), centres.rows(), kernel.bandwidth());
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
