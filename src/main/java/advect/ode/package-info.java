/** Solvers of dy/dt = F(t, y). Nothing here knows of nets, probability or gradients. */
@org.jspecify.annotations.NullMarked
package advect.ode;
