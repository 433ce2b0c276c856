package advect.experiment.learned;

import advect.baseline.Baseline;
import advect.baseline.KernelDensity;
import advect.experiment.spec.Method;
import advect.numeric.ScaleShares;
import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * What may take a share of a blend, at one scale or several, each with a share of its own.
 *
 * @param method the flows', or that of a fit
 * @param fit unless it is the flows
 * @param scales of the base, or of the kernels; 1 for what has no other
 * @param logp of the rows that judge, {@code [scales][rows]}, nats
 */
@SuppressWarnings("ArrayRecordComponent") // to be taken apart, never compared
record BlendPart(Method method, Optional<FittedMethod> fit, double[] scales, double[][] logp) {
  private static final double[] AS_IT_IS = {1};

  /** Flows as they were trained. */
  static BlendPart flows(double[] logp) {
    return new BlendPart(Method.FLOW, Optional.empty(), AS_IT_IS, new double[][] {logp});
  }

  /** Flows at several scales. */
  static BlendPart flows(double[] scales, double[][] logp) {
    return new BlendPart(Method.FLOW, Optional.empty(), scales, logp);
  }

  /** A fitted density; of kernels, all widths. */
  static BlendPart fit(Method method, FittedMethod fit, DMatrixRMaj judges) {
    Baseline baseline = fit.baseline();
    if (baseline instanceof KernelDensity kernels) {
      double[] widths = kernels.grid();
      double[][] logp = kernels.logDensities(judges, widths);
      return new BlendPart(method, Optional.of(fit), widths, logp);
    }
    double[][] logp = {baseline.logDensity(judges)};
    return new BlendPart(method, Optional.of(fit), AS_IT_IS, logp);
  }

  /**
   * The part with shares of its scales.
   *
   * @param shares of all parts
   * @param first where its own begin
   */
  BlendShare share(double[] shares, int first) {
    double[] own = Arrays.copyOfRange(shares, first, first + scales.length);
    double total = Arrays.stream(own).sum();
    ScaleShares among = total > 0 ? ScaleShares.of(scales, own) : ScaleShares.of(1);
    return new BlendShare(method, fit.map(f -> f.withScales(among)), among, total);
  }
}
