package advect.experiment;

import advect.flow.ContinuousFlow;
import advect.ode.SolveException;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;

/**
 * ∫ p over a grid, for one or two dimensions.
 *
 * <p>The box is laid around draws and grows until the frame along its rim carries next to nothing;
 * then cells are halved until the integral stays the same and is nearly 1, or the grid as fine as
 * time allows; what fits between its points is not seen. The error has three parts: the largest
 * difference between the integral and those by grids of twice the spacing (the grid before and the
 * interleaved ones, whose phases differ, so that no symmetry of the density can hide it); the mass
 * of the frame, for what lies beyond; and for the solver twice E |log p - log p_reference| over
 * draws, which once is the change of the mass to first order.
 *
 * <p>Cost: log densities of 4096 points a box and 16,384 more in the plane, fourfold for each
 * halving that a sharp density needs.
 *
 * @param mass the integral, which is 1 for a density
 * @param error of the integral
 */
record MassCheck(double mass, double error) {
  private static final MassCheck UNKNOWN = new MassCheck(Double.NaN, Double.NaN);

  private static final int COARSEST = 64;

  /** Cells along an axis at which halving ends, in one and two dimensions. */
  private static final int[] FINEST = {8192, 512};

  /** Mass that does not matter: a thousandth of what a check of the mass should find. */
  private static final double NEGLIGIBLE = 1e-6;

  /** A mass that may be off because all grids so far missed a needle. */
  private static final double SUSPICIOUS = 1e-3;

  private static final int DRAWS = 2000;
  private static final int COMPARED = 256;
  private static final double GROWTH = 1.25;
  private static final int MAX_GROWTHS = 10;

  /**
   * Of a flow in one or two dimensions; unknown (NaN) in more, and where solves fail.
   *
   * @param flow evaluated as its numbers are reported
   * @param reference the same flow, evaluated much more precisely
   */
  static MassCheck of(ContinuousFlow flow, ContinuousFlow reference, long seed) {
    if (flow.dim() > FINEST.length) return UNKNOWN;
    try {
      DMatrixRMaj draws = flow.sample(DRAWS, seed);
      MassCheck integral = of(flow::logDensity, CellGrid.around(draws, COARSEST));
      double solver = solverError(flow, reference, Rows.head(draws, COMPARED));
      return new MassCheck(integral.mass, integral.error + 2 * solver);
    } catch (SolveException e) {
      return UNKNOWN;
    }
  }

  /**
   * Of any density, without what its own error adds.
   *
   * @param logDensity of points {@code [rows][dim]}
   * @param start laid around the bulk of it
   */
  static MassCheck of(Function<DMatrixRMaj, double[]> logDensity, CellGrid start) {
    CellGrid grid = start;
    double[] p = density(logDensity, grid);
    for (int i = 0; i < MAX_GROWTHS && grid.frameIntegral(p) > NEGLIGIBLE; i++) {
      grid = grid.scaled(GROWTH);
      p = density(logDensity, grid);
    }
    double mass = grid.integral(p);
    double difference;
    do {
      double before = mass;
      grid = grid.finer();
      p = density(logDensity, grid);
      mass = grid.integral(p);
      difference = Math.abs(before - mass);
      for (double other : grid.interleavedIntegrals(p)) {
        difference = Math.max(difference, Math.abs(other - mass));
      }
    } while ((difference > NEGLIGIBLE || Math.abs(mass - 1) > SUSPICIOUS)
        && grid.cells() < FINEST[grid.dim() - 1]);
    return new MassCheck(mass, difference + grid.frameIntegral(p));
  }

  private static double[] density(Function<DMatrixRMaj, double[]> logDensity, CellGrid grid) {
    double[] p = logDensity.apply(grid.points());
    for (int i = 0; i < p.length; i++) p[i] = Math.exp(p[i]);
    return p;
  }

  private static double solverError(
      ContinuousFlow flow, ContinuousFlow reference, DMatrixRMaj draws) {
    double[] logp = flow.logDensity(draws);
    double[] exact = reference.logDensity(draws);
    double sum = 0;
    for (int i = 0; i < logp.length; i++) sum += Math.abs(logp[i] - exact[i]);
    return sum / logp.length;
  }
}
