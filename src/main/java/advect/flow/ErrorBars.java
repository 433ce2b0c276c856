package advect.flow;

import advect.flow.FlowRun.Way;
import advect.flow.dynamics.Trace;
import advect.flow.transform.OdeSettings;
import advect.numeric.RandomKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.stat.StatUtils;
import org.ejml.data.DMatrixRMaj;

/**
 * How far the log densities of rows may be from those of the exact flow.
 *
 * <p>Rows are solved once more, in float64 at a tenth of the tolerance. With ℓ as it was found, ℓ'
 * that of the finer solve and τ' its tolerance, the bar is
 *
 * <pre>
 *   2 |ℓ - ℓ'| + 2 τ',
 * </pre>
 *
 * whose margin and second part cover the error of ℓ'. A stochastic trace adds the half-width of its
 * 95 % interval, from the spread s of ℓ and of {@value #SEEDS} more solves with other probes: t s,
 * with t of Student's distribution. A solve that fails gives no bar (NaN).
 *
 * <p>Why not the error estimates of the steps? They are of a method of lower order than the one
 * that advances: added up along the path they are about the error at tolerance 1e-4, and forty
 * times it at 1e-7, and they do not see the rounding of float32.
 *
 * <p>Cost: some three times the first solve beside it, and {@value #SEEDS} more for a stochastic
 * trace.
 */
final class ErrorBars implements AutoCloseable {
  private static final int SEEDS = 4;

  /** The 97.5 % quantile of Student's t with as many degrees of freedom. */
  private static final double STUDENT = 2.776;

  private static final double MARGIN = 2;
  private static final double SPARE = 2;

  private final double finestTolerance;
  private final FlowRun finer;
  private final List<FlowRun> others = new ArrayList<>();

  /** Of log densities as {@code density} finds them. */
  ErrorBars(FlowDensity density) {
    double[] tolerance = {0};
    FlowDensity fine =
        solved(
            density,
            how -> {
              OdeSettings settings = how.finer();
              tolerance[0] = Math.max(tolerance[0], settings.tolerance().orElse(0));
              return settings;
            });
    finestTolerance = tolerance[0];
    finer = fine.session(Way.TO_BASE, true);
    if (!isStochastic(density)) return;
    for (int k = 1; k <= SEEDS; k++) {
      long number = k;
      others.add(
          solved(density, how -> how.withSeed(RandomKey.mix(how.seed(), number)))
              .session(Way.TO_BASE, true));
    }
  }

  private static FlowDensity solved(FlowDensity density, UnaryOperator<OdeSettings> change) {
    return density.through(density.flow().transform().solved(change));
  }

  private static boolean isStochastic(FlowDensity density) {
    return OdeSettings.any(
        density.flow().transform(), how -> how.trace() instanceof Trace.Hutchinson);
  }

  /** The same points with a bar for each log density. */
  FlowPoints on(FlowPoints scored, DMatrixRMaj x, DMatrixRMaj context, BooleanSupplier stop) {
    double[] logp = scored.logDensity();
    double[] fine = finer.run(x, context, stop).logDensity();
    double[] bars = new double[logp.length];
    for (int i = 0; i < bars.length; i++) bars[i] = solverError(logp[i], fine[i]);
    if (!others.isEmpty()) addTraceError(logp, x, context, stop, bars);
    return scored.withErrors(bars);
  }

  /** Two solves that agree on density 0 leave nothing to doubt. */
  private double solverError(double logp, double fine) {
    return logp == fine
        ? SPARE * finestTolerance
        : MARGIN * Math.abs(logp - fine) + SPARE * finestTolerance;
  }

  private void addTraceError(
      double[] logp, DMatrixRMaj x, DMatrixRMaj context, BooleanSupplier stop, double[] bars) {
    double[][] all = new double[1 + others.size()][];
    all[0] = logp;
    for (int k = 1; k < all.length; k++) {
      all[k] = others.get(k - 1).run(x, context, stop).logDensity();
    }
    double[] ofRow = new double[all.length];
    for (int i = 0; i < bars.length; i++) {
      for (int k = 0; k < all.length; k++) ofRow[k] = all[k][i];
      bars[i] += STUDENT * Math.sqrt(StatUtils.variance(ofRow));
    }
  }

  @Override
  public void close() {
    finer.close();
    others.forEach(FlowRun::close);
  }
}
