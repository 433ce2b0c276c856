package advect.ode;

/**
 * An integral ∫ g(t, y(t)) dt along a solution that feeds nothing back, such as a parameter
 * gradient.
 *
 * <p>{@link RungeKutta} keeps it out of the state, so it never influences the step size (Kidger,
 * Chen and Lyons, "Hey, that's not an ODE", 2021, arXiv:2009.09457), and stages whose weight is
 * zero cost nothing. The integrand is always that of the point at which the system was evaluated
 * last. A step's contributions are pending until the integrator drains (step accepted) or discards
 * (rejected) them; neither forgets the point evaluated last, which may be weighted again for the
 * next step.
 */
public interface Quadrature {
  /** Integrates nothing. */
  Quadrature NONE =
      new Quadrature() {
        @Override
        public int size() {
          return 0;
        }

        @Override
        public void accumulate(double weight) {}

        @Override
        public void drain(double[] total) {}

        @Override
        public void discard() {}
      };

  /** Number of integrals. */
  int size();

  /** pending += weight · g at the point evaluated last. */
  void accumulate(double weight);

  /** total += pending; pending = 0. */
  void drain(double[] total);

  /** pending = 0. */
  void discard();
}
