/** Runge-Kutta methods as data, and what lies between the ends of a step. */
@org.jspecify.annotations.NullMarked
package advect.ode.tableau;
