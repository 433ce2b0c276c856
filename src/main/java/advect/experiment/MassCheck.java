package advect.experiment;

import advect.flow.ContinuousFlow;
import advect.ode.SolveException;
import org.ejml.data.DMatrixRMaj;

/**
 * ∫ p over a lattice, for one or two dimensions.
 *
 * <p>The box is laid around draws and grows until the frame along its rim carries next to nothing;
 * then cells are halved until the integral stays the same. The error has three parts: the largest
 * difference between the integral and those by lattices of twice the spacing (the lattice before
 * and the interleaved ones, whose phases differ, so that no symmetry of the density can hide it);
 * the mass of the frame, for what lies beyond; and what the solver adds, E |log p - log
 * p_reference| over draws, which to first order is the change of the mass.
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
      Lattice box = box(flow, Lattice.around(draws, COARSEST));
      MassCheck integral = integral(flow, box);
      double solver = solverError(flow, reference, draws);
      return new MassCheck(integral.mass, integral.error + solver);
    } catch (SolveException e) {
      return UNKNOWN;
    }
  }

  private static Lattice box(ContinuousFlow flow, Lattice start) {
    Lattice box = start;
    for (int i = 0; i < MAX_GROWTHS; i++) {
      if (box.frameIntegral(density(flow, box)) <= NEGLIGIBLE) break;
      box = box.scaled(GROWTH);
    }
    return box;
  }

  private static MassCheck integral(ContinuousFlow flow, Lattice coarse) {
    Lattice lattice = coarse;
    double mass = lattice.integral(density(flow, lattice));
    double difference;
    double frame;
    do {
      lattice = lattice.finer();
      double[] p = density(flow, lattice);
      double before = mass;
      mass = lattice.integral(p);
      frame = lattice.frameIntegral(p);
      difference = Math.abs(before - mass);
      for (double other : lattice.interleavedIntegrals(p)) {
        difference = Math.max(difference, Math.abs(other - mass));
      }
    } while (difference > NEGLIGIBLE && lattice.cells() < FINEST[flow.dim() - 1]);
    return new MassCheck(mass, difference + frame);
  }

  private static double solverError(
      ContinuousFlow flow, ContinuousFlow reference, DMatrixRMaj draws) {
    DMatrixRMaj few = Rows.head(draws, COMPARED);
    double[] logp = flow.logDensity(few);
    double[] exact = reference.logDensity(few);
    double sum = 0;
    for (int i = 0; i < logp.length; i++) sum += Math.abs(logp[i] - exact[i]);
    return sum / logp.length;
  }

  private static double[] density(ContinuousFlow flow, Lattice lattice) {
    double[] p = flow.logDensity(lattice.points());
    for (int i = 0; i < p.length; i++) p[i] = Math.exp(p[i]);
    return p;
  }
}
