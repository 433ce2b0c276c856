/**
 * Solvers of dy/dt = F(t, y). Nothing here knows of nets, probability or gradients.
 *
 * <p>A {@link advect.ode.Solver} is a method with its settings, immutable and shared; an {@link
 * advect.ode.Integrator} is its memory for states of one size, and belongs to one thread. A solve
 * runs in either direction of time and always returns: how it went is a value, the {@link
 * advect.ode.step.SolveStatus} of its {@link advect.ode.SolveReport}, which the caller may turn
 * into an exception.
 *
 * <p>Explicit Runge-Kutta methods are data ({@link advect.ode.tableau.ButcherTableau}) and run
 * through one loop: plan a step, attempt it, decide, record. What varies is who plans and decides:
 * {@link advect.ode.step.Steps.Fixed} or {@link advect.ode.step.Steps.Adaptive}. Any other method
 * comes in as a black box from Commons Math ({@link advect.ode.CommonsMathSolver}). People choose
 * among all of them by name ({@link advect.ode.SolverCatalog}, {@link advect.ode.SolverChoice}).
 *
 * <p>An integral along the solution that feeds nothing back is a {@link advect.ode.Quadrature}: a
 * Runge-Kutta step adds h Σ b_s g(stage s) to it, exactly what a component of the state would have
 * received, without a place in the state, its error norm or its memory.
 */
@org.jspecify.annotations.NullMarked
package advect.ode;
